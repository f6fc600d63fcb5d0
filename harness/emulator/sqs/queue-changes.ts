import type { ReceivedMessage, StoredMessage } from "./message.ts";

/** What a receipt handle stands for: one delivery of a message. */
export interface Receipt {
  readonly message: StoredMessage;
  readonly receiveCount: number;
}

/** Told of all that changes in the queues of a room, when its state outlives the process. */
export interface QueueChanges<Queue> {
  /** It is new, or its settings, tags or sequence numbers are others. */
  queue(queue: Queue): void;
  /** With all that belongs to it; its name is free again in a minute. */
  queueGone(queue: Queue, deletedAt: number): void;
  message(queue: Queue, message: StoredMessage): void;
  messageGone(queue: Queue, message: StoredMessage): void;
  receipt(queue: Queue, receiptHandle: string, receipt: Receipt): void;
  /** A FIFO queue refuses the same again until five minutes have passed. */
  deduplicated(queue: Queue, identity: string, message: StoredMessage, at: number): void;
  deduplicatedGone(queue: Queue, identity: string): void;
  attempt(queue: Queue, attemptId: string, received: readonly ReceivedMessage[], at: number): void;
  attemptGone(queue: Queue, attemptId: string): void;
}
