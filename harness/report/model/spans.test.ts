import { expect, test } from "vitest";
import { call, type GivenEvent, recordedEvents } from "../test/kept-run.ts";
import { layOutTimeline } from "./spans.ts";

const log = (source: string, more: Partial<GivenEvent> = {}): GivenEvent =>
  ({ kind: "log", source, level: "INFO", message: "x", fields: [], ...more }) as GivenEvent;
const state = (type: string, name: string, at: number): GivenEvent => ({
  kind: "state",
  source: "machine",
  execution: "arn:1",
  type,
  state: name,
  at,
});

/** Lane and row of each event, and from when to when it lasts. */
function placed(given: readonly GivenEvent[]): string[] {
  const { lanes, spans } = layOutTimeline(recordedEvents(given));
  return spans.map(({ lane, row, fromMs, toMs, open, tone }) =>
    [`${lanes[lane]?.name} ${row}: ${fromMs}–${toMs}`, ...(open ? ["open"] : []), ...(tone ? [tone] : [])].join(" "),
  );
}

test("a lane for each part, in the order in which work flows", () => {
  const { lanes } = layOutTimeline(
    recordedEvents([
      call("lambda", "zip", "invocation"),
      call("zip", "s3", "PutObject"),
      call("states", "lambda", "Invoke", { resource: "arn:aws:lambda:us-east-1:1:function:zip" }),
      call("zip", "server", "POST /api/v2/listings/media/callback"),
      call("server", "mysql", "BEGIN"),
      call("photographer", "server", "GET /"),
      call("event-source-mapping", "sqs", "ReceiveMessage"),
      call("server", "elsewhere", "Ask"),
      state("ExecutionStarted", "", 0),
    ]),
  );
  expect(lanes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "person photographer",
    "server server",
    "callback callback",
    "database database",
    "queue queue",
    "machine machine",
    "lambda zip",
    "s3 S3",
    "other elsewhere",
  ]);
});

test("what overlaps stands in rows, and a row is used again when it is free", () => {
  expect(
    placed([
      call("a", "s3", "One", { at: 0, durationMs: 10 }),
      call("a", "s3", "Two", { at: 5, durationMs: 10 }),
      call("a", "s3", "Three", { at: 10, durationMs: 1 }),
    ]),
  ).toEqual(["S3 0: 0–10", "S3 1: 5–15", "S3 0: 10–11"]);
});

test("a log line lies upon the span that wrote it, and beside what merely goes on", () => {
  expect(
    placed([
      call("photographer", "server", "GET /", { at: 0, durationMs: 10 }),
      log("server", { at: 2, cause: 1 }),
      log("server", { at: 3 }),
    ]),
  ).toEqual(["server 0: 0–10", "server 0: 2–2", "server 1: 3–3"]);
});

test("states last from entry to exit, and an execution that ends takes with it what was never left", () => {
  expect(
    placed([
      state("ExecutionStarted", "", 0),
      state("TaskStateEntered", "A", 1),
      state("TaskStateExited", "A", 4),
      state("TaskStateEntered", "B", 4),
      state("ExecutionFailed", "", 9),
    ]),
  ).toEqual(["machine 0: 0–9", "machine 1: 1–4", "machine 1: 4–4", "machine 1: 4–9", "machine 0: 9–9 failed"]);
});

test("what never ended is open until the last moment", () => {
  expect(
    placed([call("a", "s3", "Get", { durationMs: undefined, outcome: undefined }), log("server", { at: 7 })]),
  ).toEqual(["S3 0: 0–7 open", "server 0: 7–7"]);
});

test.each([
  ["500", {}, "failed"],
  ["NoSuchKey", {}, "failed"],
  ["204", {}, undefined],
  ["12 rows", {}, undefined],
  ["ok", { fault: "lost answer" }, "fault"],
  ["503", { fault: "lost answer" }, "failed"],
])("an operation with the outcome %s", (outcome, more, tone) => {
  expect(layOutTimeline(recordedEvents([call("a", "b", "Ask", { outcome, ...more })])).spans[0]?.tone).toBe(tone);
});

test("a record without events has no lanes", () => {
  expect(layOutTimeline([])).toEqual({ lanes: [], spans: [], startAt: 0, endMs: 0 });
});
