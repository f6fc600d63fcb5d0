import { createHash } from "node:crypto";
import { type MessageAttributes, md5OfMessageAttributes, sizeOfMessageAttributes } from "./message-attributes.ts";

/** What a sender gives; already checked. */
export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly senderId: string;
  readonly traceHeader?: string;
  readonly groupId?: string;
  /** Given, or made of the body; FIFO queues only. */
  readonly deduplicationId?: string;
  /** Overrides the queue's own delay. */
  readonly delaySeconds?: number;
}

/** A message as its queue keeps it. Times are milliseconds since the epoch. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes;
  readonly md5OfAttributes: string | undefined;
  readonly senderId: string;
  readonly traceHeader: string | undefined;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  /** 20 digits; FIFO queues only. */
  readonly sequenceNumber: string | undefined;
  readonly sentAt: number;
  /** Event of the trace that sent it, so that what follows from the message names its cause. */
  readonly cause: number;
  /** Invisible (delayed or received) until then. */
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  lastReceivedAt: number | undefined;
  /** Queue it was moved from when it had been received too often. */
  deadLetterSourceArn: string | undefined;
}

/** One delivery of a message; the receipt handle belongs to the delivery. */
export interface ReceivedMessage {
  readonly message: StoredMessage;
  readonly receiptHandle: string;
  /** Of this delivery; the message's own count may have grown since. */
  readonly receiveCount: number;
}

export function storedMessage(
  message: NewMessage,
  at: { messageId: string; now: number; visibleAt: number; cause: number; sequenceNumber?: string | undefined },
): StoredMessage {
  return {
    messageId: at.messageId,
    body: message.body,
    md5OfBody: md5OfBody(message.body),
    attributes: message.attributes,
    md5OfAttributes: md5OfMessageAttributes(message.attributes),
    senderId: message.senderId,
    traceHeader: message.traceHeader,
    groupId: message.groupId,
    deduplicationId: message.deduplicationId,
    sequenceNumber: at.sequenceNumber,
    sentAt: at.now,
    cause: at.cause,
    visibleAt: at.visibleAt,
    receiveCount: 0,
    firstReceivedAt: undefined,
    lastReceivedAt: undefined,
    deadLetterSourceArn: undefined,
  };
}

export const md5OfBody = (body: string): string => createHash("md5").update(body).digest("hex");

/** Bytes that count towards the queue's and the batch's limits. */
export function sizeOfMessage(message: Pick<NewMessage, "body" | "attributes">): number {
  return Buffer.byteLength(message.body) + sizeOfMessageAttributes(message.attributes);
}
