import { MAXIMUM_SECONDS, MINIMUM_WAIT_SECONDS } from "../limits.ts";
import type { Fields } from "./fields.ts";
import type { WaitState, WaitUntil } from "./machine.ts";
import { parseAssign, parseBase, parseNext } from "./shared-fields.ts";
import { parseTimestamp } from "./timestamp.ts";

/** In the order in which AWS names them. */
const ALTERNATIVES = ["SecondsPath", "Seconds", "TimestampPath", "Timestamp"];

export function parseWait(name: string, fields: Fields): WaitState {
  return {
    type: "Wait",
    ...parseBase(name, fields),
    until: parseUntil(fields),
    assign: fields.inJsonata ? undefined : parseAssign(fields),
    next: parseNext(fields),
  };
}

function parseUntil(fields: Fields): WaitUntil {
  fields.exactlyOne(...(fields.inJsonata ? ["Seconds", "Timestamp"] : ALTERNATIVES));
  const expression = fields.inJsonata ? parseExpression(fields) : undefined;
  if (expression) return expression;
  const seconds = fields.number("Seconds", { minimum: MINIMUM_WAIT_SECONDS, maximum: MAXIMUM_SECONDS, integer: true });
  const secondsPath = fields.inJsonata ? undefined : fields.singlePath("SecondsPath");
  const timestamp = fields.text("Timestamp");
  const timestampPath = fields.inJsonata ? undefined : fields.singlePath("TimestampPath");
  if (secondsPath) return { kind: "SecondsPath", path: secondsPath };
  if (timestampPath) return { kind: "TimestampPath", path: timestampPath };
  if (timestamp === undefined) return { kind: "Seconds", seconds: seconds ?? 0 };
  const epochMs = parseTimestamp(timestamp);
  // Recorded: test_wait_timestamp_invalid.
  if (epochMs === undefined) {
    fields.problems.schema("String does not match RFC3339 timestamp", fields.at("Timestamp"));
  }
  return { kind: "Timestamp", epochMs: epochMs ?? 0 };
}

function parseExpression(fields: Fields): WaitUntil | undefined {
  const seconds = fields.jsonataExpression("Seconds");
  if (seconds) return { kind: "SecondsExpression", expression: seconds };
  const timestamp = fields.jsonataExpression("Timestamp");
  return timestamp && { kind: "TimestampExpression", expression: timestamp };
}
