import type { RandomStream } from "../../clock/random-streams.ts";
import { invalidParameterValue, invalidValue, receiptHandleIsInvalid } from "./errors.ts";
import { MAX_VISIBILITY_SECONDS } from "./limits.ts";
import { type NewMessage, type ReceivedMessage, type StoredMessage, sizeOfMessage, storedMessage } from "./message.ts";
import type { QueueSettings } from "./queue-settings.ts";

export interface ReceiveRequest {
  readonly maxMessages: number;
  readonly visibilityTimeoutMs: number;
}

/**
 * One standard queue: decides from its messages, the time and chance it is given, and knows no HTTP, clock or network.
 * Delay, visibility and retention are worked out when asked, so a queue nobody looks at makes no events.
 */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  settings: QueueSettings;
  modifiedAt: number;
  purgedAt: number | undefined;

  #messages: StoredMessage[] = [];
  /** Every handle ever given out: a used one is answered differently from an invented one. */
  readonly #handles = new Map<string, StoredMessage>();
  readonly #watchers = new Set<() => void>();

  constructor(name: string, arn: string, settings: QueueSettings, now: number) {
    this.name = name;
    this.arn = arn;
    this.settings = settings;
    this.createdAt = now;
    this.modifiedAt = now;
  }

  /** Calls `watcher` after every change that may make a message receivable sooner or never; returns the unsubscription. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Throws InvalidParameterValue when the message is larger than the queue allows. */
  send(message: NewMessage, at: { now: number; messageId: string; cause: number }): StoredMessage {
    const limit = this.settings.maximumMessageBytes;
    if (sizeOfMessage(message) > limit) {
      throw invalidParameterValue(
        `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
      );
    }
    const delayMs = (message.delaySeconds ?? this.settings.delaySeconds) * 1000;
    const stored = storedMessage(message, { ...at, visibleAt: at.now + delayMs });
    this.#messages.push(stored);
    this.#changed();
    return stored;
  }

  /**
   * Delivers visible messages in the order sent. Those received `maxReceiveCount` times already are taken out for the
   * dead-letter queue instead; `undefined` keeps all.
   */
  receive(
    request: ReceiveRequest,
    maxReceiveCount: number | undefined,
    now: number,
    random: RandomStream,
  ): { received: ReceivedMessage[]; exhausted: StoredMessage[] } {
    this.#expire(now);
    const received: ReceivedMessage[] = [];
    const exhausted: StoredMessage[] = [];
    for (const message of this.#messages) {
      if (received.length === request.maxMessages) break;
      if (message.visibleAt > now) continue;
      if (maxReceiveCount !== undefined && message.receiveCount >= maxReceiveCount) {
        exhausted.push(message);
        continue;
      }
      message.receiveCount++;
      message.firstReceivedAt ??= now;
      message.lastReceivedAt = now;
      message.visibleAt = now + request.visibilityTimeoutMs;
      const receiptHandle = drawReceiptHandle(random);
      this.#handles.set(receiptHandle, message);
      received.push({ message, receiptHandle, receiveCount: message.receiveCount });
    }
    for (const message of exhausted) this.#remove(message);
    return { received, exhausted };
  }

  /** Takes in a message that another queue gave up; identity, times and receive count stay (standard queues). */
  acceptDeadLetter(message: StoredMessage, sourceArn: string, now: number): void {
    this.#messages.push({ ...message, deadLetterSourceArn: sourceArn, visibleAt: now });
    this.#changed();
  }

  /** Deleting again, or with the handle of an earlier delivery, succeeds. Throws ReceiptHandleIsInvalid. */
  delete(receiptHandle: string): void {
    this.#remove(this.#delivered(receiptHandle));
    this.#changed();
  }

  /** Throws InvalidParameterValue when the message is gone, visible again, or beyond 12 hours since its receipt. */
  changeVisibility(receiptHandle: string, visibilityTimeoutSeconds: number, now: number): void {
    const message = this.#delivered(receiptHandle);
    if (!this.#messages.includes(message) || message.visibleAt <= now) {
      throw invalidValue(
        "ReceiptHandle",
        receiptHandle,
        "Message does not exist or is not available for visibility timeout change.",
      );
    }
    const visibleAt = now + visibilityTimeoutSeconds * 1000;
    if (visibleAt > (message.lastReceivedAt ?? now) + MAX_VISIBILITY_SECONDS * 1000) {
      throw invalidValue(
        "VisibilityTimeout",
        visibilityTimeoutSeconds,
        `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_SECONDS} seconds]`,
      );
    }
    message.visibleAt = visibleAt;
    this.#changed();
  }

  purge(now: number): void {
    this.purgedAt = now;
    this.#messages = [];
    this.#changed();
  }

  /** Messages that a receive at `now` would act on. */
  visibleCount(now: number): number {
    return this.messages(now).filter((message) => message.visibleAt <= now).length;
  }

  /** When the next delayed or received message becomes visible; `undefined` when none is waiting. */
  nextVisibleAt(now: number): number | undefined {
    const waiting = this.messages(now).filter((message) => message.visibleAt > now);
    return waiting.length === 0 ? undefined : Math.min(...waiting.map((message) => message.visibleAt));
  }

  counts(now: number): { visible: number; inFlight: number; delayed: number } {
    const messages = this.messages(now);
    const invisible = messages.filter((message) => message.visibleAt > now);
    const inFlight = invisible.filter((message) => message.lastReceivedAt !== undefined).length;
    return { visible: messages.length - invisible.length, inFlight, delayed: invisible.length - inFlight };
  }

  /** All messages, visible or not, in the order sent. */
  messages(now: number): readonly StoredMessage[] {
    this.#expire(now);
    return this.#messages;
  }

  #delivered(receiptHandle: string): StoredMessage {
    const message = this.#handles.get(receiptHandle);
    if (!message) throw receiptHandleIsInvalid(receiptHandle);
    return message;
  }

  #remove(message: StoredMessage): void {
    this.#messages = this.#messages.filter((other) => other !== message);
  }

  #expire(now: number): void {
    const retentionMs = this.settings.messageRetentionSeconds * 1000;
    if (this.#messages.some((message) => message.sentAt + retentionMs <= now)) {
      this.#messages = this.#messages.filter((message) => message.sentAt + retentionMs > now);
    }
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** Real handles are opaque base64 beginning with the version of their encryption. */
function drawReceiptHandle(random: RandomStream): string {
  return `AQEB${random.bytes(126).toString("base64")}`;
}
