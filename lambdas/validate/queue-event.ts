import { decodeGoNode, type GoValue, goSlice, goString, goStruct } from "../../system/go/json-binding.ts";
import type { JsonNode } from "../../system/go/json-syntax.ts";

const queueRecord = goStruct("events.SQSMessage", {
  messageId: goString,
  body: goString,
  eventSource: goString,
  messageAttributes: goStruct("events.SQSMessageAttributes", {
    Traceparent: goStruct("events.SQSMessageAttribute", { stringValue: goString }),
  }),
});
export type QueueRecord = GoValue<typeof queueRecord>;

const queueEvent = goStruct("events.SQSEvent", { Records: goSlice(queueRecord) });

/** The records of an SQS event; undefined for any other event, which then is the machine's own input. */
export function readQueueEvent(event: JsonNode): readonly QueueRecord[] | undefined {
  const records = readRecords(event);
  return records?.[0]?.eventSource === "aws:sqs" ? records : undefined;
}

function readRecords(event: JsonNode): readonly QueueRecord[] | null {
  try {
    return decodeGoNode(event, queueEvent).Records;
  } catch {
    // Go tries the shape and goes on when it does not fit; the error is not even logged.
    return null;
  }
}
