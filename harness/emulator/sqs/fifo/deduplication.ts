import { DEDUPLICATION_INTERVAL_MS } from "../limits.ts";
import type { StoredMessage } from "../message.ts";
import type { FifoSettings } from "../queue-settings.ts";

interface Identity {
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

/**
 * Which messages were sent to a FIFO queue within the last five minutes; deleting a message does not make it forgotten:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
 */
export class Deduplication {
  /** In the order sent. */
  readonly #sent = new Map<string, { readonly message: StoredMessage; readonly at: number }>();
  readonly #forgotten: (identity: string) => void;

  /** `forgotten` is told of every identity that may be sent again. */
  constructor(forgotten: (identity: string) => void) {
    this.#forgotten = forgotten;
  }

  find(message: Identity, scope: FifoSettings["deduplicationScope"], now: number): StoredMessage | undefined {
    for (const [key, { at }] of this.#sent) {
      if (now < at + DEDUPLICATION_INTERVAL_MS) break;
      this.#sent.delete(key);
      this.#forgotten(key);
    }
    return this.#sent.get(keyOf(message, scope))?.message;
  }

  /** Returns the identity under which it is known. */
  remember(message: StoredMessage, scope: FifoSettings["deduplicationScope"], at: number): string {
    const identity = keyOf(message, scope);
    this.#sent.set(identity, { message, at });
    return identity;
  }

  /** Takes in what was known before a restart. */
  restore(identity: string, message: StoredMessage, at: number): void {
    this.#sent.set(identity, { message, at });
  }

  identities(): Iterable<string> {
    return this.#sent.keys();
  }
}

const keyOf = ({ groupId, deduplicationId }: Identity, scope: FifoSettings["deduplicationScope"]): string =>
  JSON.stringify(scope === "queue" ? [deduplicationId] : [deduplicationId, groupId]);
