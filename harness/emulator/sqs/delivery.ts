import { nextChange } from "../next-change.ts";
import type { RoomDependencies } from "../room.ts";
import { ReceiveAttempts } from "./fifo/receive-attempts.ts";
import { placesInFlight } from "./in-flight.ts";
import type { ReceivedMessage } from "./message.ts";
import type { Queue } from "./queue.ts";
import type { QueueDirectory } from "./queue-directory.ts";

export interface DeliveryRequest {
  readonly maxMessages: number;
  /** Default: the queue's own. */
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** A ReceiveRequestAttemptId: the same one again gets the same messages (FIFO queues). */
  readonly attemptId?: string | undefined;
  /** Waits up to this long for a first message; 0 answers at once. */
  readonly waitMs: number;
}

/** Receives from queues: dead letters are moved here, and who finds nothing may wait here. */
export class Delivery {
  readonly #deps: RoomDependencies;
  readonly #queues: QueueDirectory;
  readonly attempts = new ReceiveAttempts();

  constructor(deps: RoomDependencies, queues: QueueDirectory) {
    this.#deps = deps;
    this.#queues = queues;
  }

  /** Empty when no message came within the wait. */
  async receive(queue: Queue, request: DeliveryRequest): Promise<ReceivedMessage[]> {
    const { clock } = this.#deps;
    const { attemptId } = request;
    const until = clock.now() + request.waitMs;
    for (;;) {
      const received = this.#again(queue, request) ?? this.#take(queue, request);
      if (received.length > 0 && attemptId !== undefined) {
        this.attempts.remember(queue, attemptId, received, clock.now());
      }
      if (received.length > 0 || clock.now() >= until) return received;
      await this.change(queue, until);
    }
  }

  /** Resolves when the queue changes, when its next invisible message becomes visible, or at `until`. */
  change(queue: Queue, until: number): Promise<void> {
    const { clock } = this.#deps;
    const now = clock.now();
    const dueAt = Math.min(until, queue.nextVisibleAt(now) ?? until);
    return nextChange(queue, "messages", Math.max(0, dueAt - now), clock);
  }

  #again(queue: Queue, { attemptId, visibilityTimeoutSeconds }: DeliveryRequest): ReceivedMessage[] | undefined {
    if (attemptId === undefined) return undefined;
    const seconds = visibilityTimeoutSeconds ?? queue.settings.visibilityTimeoutSeconds;
    const received = this.attempts.repeat(queue, attemptId, this.#deps.clock.now(), seconds * 1000);
    return received.length > 0 ? [...received] : undefined;
  }

  #take(queue: Queue, request: DeliveryRequest): ReceivedMessage[] {
    const { clock, random } = this.#deps;
    const now = clock.now();
    const { redrive, visibilityTimeoutSeconds } = queue.settings;
    const deadLetterQueue = redrive && this.#queues.byArn(redrive.deadLetterTargetArn);
    const { received, exhausted } = queue.receive(
      {
        maxMessages: Math.min(request.maxMessages, placesInFlight(queue, now)),
        visibilityTimeoutMs: (request.visibilityTimeoutSeconds ?? visibilityTimeoutSeconds) * 1000,
      },
      deadLetterQueue && redrive.maxReceiveCount,
      now,
      random.stream("sqs/receipt-handle"),
    );
    for (const message of exhausted) {
      if (!deadLetterQueue) throw new Error(`${queue.name}: a message was given up without a dead-letter queue`);
      this.#deps.network.trace.record({
        kind: "note",
        source: "sqs",
        message: `message moved from ${queue.name} to ${deadLetterQueue.name}`,
        detail: { messageId: message.messageId, receiveCount: message.receiveCount },
      });
      deadLetterQueue.acceptDeadLetter(message, queue.arn, now);
    }
    return received;
  }
}
