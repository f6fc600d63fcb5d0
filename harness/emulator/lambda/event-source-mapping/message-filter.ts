import { compileEventPattern, type EventPattern } from "../../event-pattern/event-pattern.ts";
import type { ReceivedMessage } from "../../sqs/index.ts";
import { invalidParameterValue } from "../errors.ts";
import { sqsRecord } from "./sqs-event.ts";

/** Which messages a function gets. */
export type MessageFilter = (delivery: ReceivedMessage) => boolean;

/**
 * One of the patterns must fit the record; a body that is JSON is looked into, another one is a text:
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html. Throws InvalidParameterValueException.
 */
export function messageFilter(patterns: readonly string[], eventSourceArn: string): MessageFilter {
  const compiled: readonly EventPattern[] = patterns.map((pattern) =>
    compileEventPattern(pattern, (why) => invalidParameterValue(`Invalid filter pattern definition: ${why}`)),
  );
  if (compiled.length === 0) return () => true;
  return (delivery) => {
    const record = sqsRecord(delivery, eventSourceArn);
    const event = { ...record, body: bodyOf(record.body) };
    return compiled.some((fits) => fits(event));
  };
}

function bodyOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : text;
  } catch {
    return text;
  }
}
