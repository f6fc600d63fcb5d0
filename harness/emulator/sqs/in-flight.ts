import { overLimit } from "./errors.ts";
import { MAX_IN_FLIGHT_MESSAGES } from "./limits.ts";
import type { Queue } from "./queue.ts";

/** How many more messages of the queue may be in flight. Those that are there are counted only where they could be too many. */
export function placesInFlight(queue: Queue, now: number): number {
  if (queue.messages(now).length < MAX_IN_FLIGHT_MESSAGES) return MAX_IN_FLIGHT_MESSAGES;
  return Math.max(0, MAX_IN_FLIGHT_MESSAGES - queue.counts(now).inFlight);
}

/**
 * A short poll of a standard queue is told that the flight is full; a long poll and a FIFO queue's get nothing:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html. Throws OverLimit.
 */
export function checkInFlight(queue: Queue, waitSeconds: number, now: number): void {
  if (queue.settings.fifo || waitSeconds > 0 || placesInFlight(queue, now) > 0) return;
  throw overLimit(`The queue has its maximum of ${MAX_IN_FLIGHT_MESSAGES} messages in flight.`);
}
