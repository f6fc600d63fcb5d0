import { expect, test } from "vitest";
import { type NewTraceEvent, Trace } from "../trace.ts";
import { firstUnusualEvent } from "./unusual-event.ts";

type Told = {
  readonly kind?: string;
  readonly source?: string;
  readonly target?: string;
  readonly cause?: number;
} & Record<string, unknown>;

/** Operations of the server, unless something else is said. */
function unusualOf(...told: readonly Told[]): number | undefined {
  const trace = new Trace(
    () => 0,
    () => 0,
  );
  for (const { cause = 0, ...event } of told) {
    const hop = { kind: "operation", source: "server", target: "s3", operation: "Put", resource: "", outcome: "ok" };
    trace.record({ ...hop, ...event } as NewTraceEvent, cause);
  }
  return firstUnusualEvent(trace)?.sequence;
}

const ERROR: Told = { kind: "log", source: "server", level: "ERROR", message: "no", fields: [] };
const asks = (outcome: string): Told => ({ source: "owner", target: "server", operation: "GET", outcome });

test("ordinary outcomes are not unusual; a failure, an ERROR line and a failed execution are", () => {
  expect(unusualOf({}, { outcome: "204" }, { outcome: "0 affected" }, { outcome: undefined })).toBeUndefined();
  expect(unusualOf({}, { outcome: "NoSuchKey" })).toBe(2);
  expect(unusualOf({}, ERROR)).toBe(2);
  expect(unusualOf({ kind: "state", source: "m", execution: "e", type: "ExecutionFailed", state: "" })).toBe(1);
});

test("a fault of the story, what fails because of it and what it leads to are left out", () => {
  const fault = { outcome: "SlowDown", fault: "S3 is slow", cause: 1 };
  expect(unusualOf(asks("500"), fault, { ...ERROR, cause: 1 }, { outcome: "x", cause: 2 })).toBeUndefined();
  expect(unusualOf(asks("500"), fault, asks("200"), { outcome: "NoSuchKey", cause: 3 })).toBe(4);
});

test("a person's request that is refused, and after which the story went on, comes after all else", () => {
  expect(unusualOf(asks("401"), { ...ERROR, cause: 1 }, asks("200"), { outcome: "NoSuchKey", cause: 3 })).toBe(4);
  expect(unusualOf(asks("401"), asks("200"))).toBe(1);
  expect(unusualOf(asks("200"), asks("401"))).toBe(2);
  expect(unusualOf(asks("500"), asks("200"), { outcome: "NoSuchKey", cause: 2 })).toBe(1);
});
