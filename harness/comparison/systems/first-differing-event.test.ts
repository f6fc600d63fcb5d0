import { expect, test } from "vitest";
import { type NewTraceEvent, Trace } from "../../network/trace.ts";
import { firstDifferingEvent } from "./first-differing-event.ts";

function traceOf(...events: readonly NewTraceEvent[]): Trace {
  const trace = new Trace(
    () => Date.UTC(2025, 11, 3, 10),
    () => 0,
  );
  for (const event of events) trace.record(event, 0);
  return trace;
}

const row = (status: string, at = "2025-12-03 10:00:00"): NewTraceEvent => ({
  kind: "row",
  table: "media_assets",
  key: "1",
  change: "update",
  before: null,
  after: { id: 1, status, updated_at: at },
});
const log = (message: string): NewTraceEvent => ({ kind: "log", source: "server", level: "INFO", message, fields: [] });
const state = (name: string, execution = "e"): NewTraceEvent => ({
  kind: "state",
  source: "machine",
  execution,
  type: "TaskStateEntered",
  state: name,
});

test("a row that is written otherwise comes before states and log messages", () => {
  const own = traceOf(log("odd"), state("Odd"), row("PROCESSED"), row("FAILED"));
  const other = traceOf(row("PROCESSED", "2025-12-03 10:00:09"), row("PROCESSED"), row("PROCESSED"));
  expect(firstDifferingEvent(own, other)).toMatchObject({
    path: "row: update media_assets 1.status",
    embedded: "FAILED",
    other: "PROCESSED",
  });
});

test("a row that only the own run writes, a state that it alone enters, a message that it alone logs", () => {
  expect(firstDifferingEvent(traceOf(row("A")), traceOf())?.path).toBe("row: update media_assets 1");
  expect(firstDifferingEvent(traceOf(log("odd"), state("Odd")), traceOf(state("Even")))?.path).toBe(
    "state: machine TaskStateEntered Odd",
  );
  const twice = traceOf(log("job 0f9619ff-8b86-4011-b42d-00c04fc964ff ends"), log("retry"), log("retry"));
  const once = traceOf(log("retry"), log("job c3e2fed7-c066-47b4-a887-96c7ee97fe31 ends"));
  expect(firstDifferingEvent(twice, once)?.path).toBe("log: server INFO retry");
});

test("what the other run has beyond is no difference", () => {
  const own = traceOf(row("A"), state("One", "x"), log("up"));
  expect(
    firstDifferingEvent(own, traceOf(row("A"), log("up"), state("One", "y"), state("Two"), row("B"))),
  ).toBeUndefined();
});
