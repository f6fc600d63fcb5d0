import type { ReceivedMessage } from "./message.ts";
import { md5OfMessageAttributes, selectMessageAttributes } from "./message-attributes.ts";

export interface AttributeSelection {
  readonly systemAttributes: readonly string[];
  readonly messageAttributes: readonly string[];
}

/** One delivery as ReceiveMessage answers it; the MD5 of attributes is that of the selected ones, as AWS computes it. */
export function receivedMessage(delivery: ReceivedMessage, selection: AttributeSelection) {
  const { message, receiptHandle } = delivery;
  const attributes = Object.entries(systemAttributes(delivery)).filter(
    ([name]) => selection.systemAttributes.includes("All") || selection.systemAttributes.includes(name),
  );
  const selected = selectMessageAttributes(message.attributes, selection.messageAttributes);
  const md5 = md5OfMessageAttributes(selected);
  return {
    ...(attributes.length === 0 ? {} : { Attributes: Object.fromEntries(attributes) }),
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    ...(md5 === undefined ? {} : { MD5OfMessageAttributes: md5, MessageAttributes: selected }),
    MessageId: message.messageId,
    ReceiptHandle: receiptHandle,
  };
}

/** One delivery with everything it has. */
export const describeDelivery = (delivery: ReceivedMessage) =>
  receivedMessage(delivery, { systemAttributes: ["All"], messageAttributes: ["All"] });

const SYSTEM_ATTRIBUTES: readonly string[] = [
  "AWSTraceHeader",
  "All",
  "ApproximateFirstReceiveTimestamp",
  "ApproximateReceiveCount",
  "DeadLetterQueueSourceArn",
  "MessageDeduplicationId",
  "MessageGroupId",
  "SenderId",
  "SentTimestamp",
  "SequenceNumber",
];

/** Names that a receive may ask for. */
export const isSystemAttribute = (name: string): boolean => SYSTEM_ATTRIBUTES.includes(name);

/** All system attributes of one delivery, times as text in milliseconds since the epoch. */
function systemAttributes({ message, receiveCount }: ReceivedMessage): Record<string, string> {
  return {
    SenderId: message.senderId,
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(message.sentAt),
    ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
    ...(message.traceHeader === undefined ? {} : { AWSTraceHeader: message.traceHeader }),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(message.deduplicationId === undefined ? {} : { MessageDeduplicationId: message.deduplicationId }),
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
  };
}
