import { RECEIVE_ATTEMPT_INTERVAL_MS } from "../limits.ts";
import type { ReceivedMessage } from "../message.ts";
import type { Queue } from "../queue.ts";

/**
 * What receives of FIFO queues got, by their ReceiveRequestAttemptId: who asks again within five minutes gets the same
 * messages and handles, as long as nothing has become of any of them, and their visibility time-out begins anew.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export class ReceiveAttempts {
  readonly #attempts = new WeakMap<Queue, Map<string, { received: readonly ReceivedMessage[]; at: number }>>();

  repeat(queue: Queue, attemptId: string, now: number, visibilityTimeoutMs: number): readonly ReceivedMessage[] {
    const attempt = this.#attempts.get(queue)?.get(attemptId);
    if (!attempt || now >= attempt.at + RECEIVE_ATTEMPT_INTERVAL_MS) return [];
    if (!attempt.received.every((delivery) => queue.isHeld(delivery, now))) return [];
    for (const { message } of attempt.received) {
      message.visibleAt = now + visibilityTimeoutMs;
      queue.changes()?.message(queue, message);
    }
    return attempt.received;
  }

  remember(queue: Queue, attemptId: string, received: readonly ReceivedMessage[], at: number): void {
    const attempts = this.#attempts.get(queue) ?? new Map();
    this.#attempts.set(queue, attempts);
    for (const [id, earlier] of attempts) {
      if (at < earlier.at + RECEIVE_ATTEMPT_INTERVAL_MS) continue;
      attempts.delete(id);
      queue.changes()?.attemptGone(queue, id);
    }
    attempts.set(attemptId, { received, at });
    queue.changes()?.attempt(queue, attemptId, received, at);
  }

  /** Of one queue. */
  ids(queue: Queue): Iterable<string> {
    return this.#attempts.get(queue)?.keys() ?? [];
  }
}
