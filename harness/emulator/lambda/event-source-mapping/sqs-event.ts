import type { ReceivedMessage } from "../../sqs/index.ts";

/**
 * The event that a function gets for a batch. The order of keys is that of events recorded on AWS (LocalStack,
 * test_message_body_and_attributes_passed_correctly, 2023-03-17); `md5OfMessageAttributes` is there with attributes only.
 */
export function sqsEvent(batch: readonly ReceivedMessage[], eventSourceArn: string): string {
  return JSON.stringify({ Records: batch.map((delivery) => sqsRecord(delivery, eventSourceArn)) });
}

/** One message of a batch. */
export function sqsRecord({ message, receiptHandle, receiveCount }: ReceivedMessage, eventSourceARN: string) {
  return {
    messageId: message.messageId,
    receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      ...(message.traceHeader === undefined ? {} : { AWSTraceHeader: message.traceHeader }),
      SentTimestamp: String(message.sentAt),
      ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
      ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
      SenderId: message.senderId,
      ...(message.deduplicationId === undefined ? {} : { MessageDeduplicationId: message.deduplicationId }),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
      ...(message.deadLetterSourceArn === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, attribute]) => [
        name,
        {
          ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
          ...(attribute.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: attribute.DataType,
        },
      ]),
    ),
    ...(message.md5OfAttributes === undefined ? {} : { md5OfMessageAttributes: message.md5OfAttributes }),
    md5OfBody: message.md5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN,
    awsRegion: eventSourceARN.split(":")[3] ?? "",
  };
}
