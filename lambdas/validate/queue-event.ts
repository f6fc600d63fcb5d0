import { type Shape, slice, struct, text } from "../go-json/decode.ts";
import { unmarshal } from "../go-json/read.ts";
import { FunctionError } from "../ports.ts";

type MessageAttributes = { Traceparent: { stringValue: string } };

export type QueueRecord = {
  messageId: string;
  body: string;
  eventSource: string;
  messageAttributes: MessageAttributes;
};

const queueEvent: Shape<{ Records: QueueRecord[] | null }> = struct("events.SQSEvent", {
  Records: slice(
    struct<QueueRecord>("events.SQSMessage", {
      messageId: text,
      body: text,
      eventSource: text,
      messageAttributes: struct<MessageAttributes>("events.SQSMessageAttributes", {
        Traceparent: struct("events.SQSMessageAttribute", { stringValue: text }),
      }),
    }),
  ),
});

/** The records of an SQS event; undefined for any other event, which then is the machine's own input. */
export function readQueueEvent(event: string): QueueRecord[] | undefined {
  const records = readRecords(event);
  return records?.[0]?.eventSource === "aws:sqs" ? records : undefined;
}

function readRecords(event: string): QueueRecord[] | null {
  try {
    return unmarshal(event, queueEvent).Records;
  } catch (error) {
    if (error instanceof FunctionError) return null;
    throw error;
  }
}
