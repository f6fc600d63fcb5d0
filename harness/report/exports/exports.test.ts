import { expect, test } from "vitest";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import { call, failed, keptScenario, recordedEvents } from "../test/kept-run.ts";
import { chromeTrace } from "./chrome-trace.ts";
import { type OtlpSpan, otlpRequest } from "./otlp.ts";
import { chromeFile, exportTraceServiceRequest } from "./test/published-formats.ts";

const MESSAGE = "72d875cb-1bc5-43cf-a07d-821905857657";
const body = (sha256: string, value: unknown) => ({
  sha256,
  bytes: 1,
  kind: "text" as const,
  text: JSON.stringify(value),
});
const QUEUE = { source: "event-source-mapping" };
const EXECUTION = { kind: "state", source: "machine", execution: "arn:x:e1" } as const;

/** A request that sends a message; a mapping that polls it and invokes a function, which fails; a machine beside it. */
const KEPT: KeptScenario = keptScenario(
  "a/b",
  recordedEvents([
    { kind: "log", source: "server", level: "INFO", message: "up", fields: [["port", 80]] },
    call("owner", "server", "POST /process", { outcome: "200", durationMs: 30 }),
    call("server", "sqs", "SendMessage", { cause: 2, at: 5, response: { sha256: "s1", bytes: 1 }, durationMs: 7 }),
    call("server", "mysql", "COMMIT", { cause: 2, at: 6 }),
    call(QUEUE.source, "sqs", "ReceiveMessage", { cause: 3, at: 12.5, response: { sha256: "r1", bytes: 1 } }),
    call(QUEUE.source, "lambda", "Invoke", { cause: 3, at: 14, request: { sha256: "i1", bytes: 1 }, durationMs: 90 }),
    call("lambda", "validate", "invocation", { cause: 6, at: 15, outcome: "Unhandled", error: "no", durationMs: 80 }),
    { kind: "log", source: "validate", level: "ERROR", message: "no", fields: [], cause: 7, at: 20 },
    call(QUEUE.source, "sqs", "DeleteMessageBatch", { cause: 3, at: 110 }),
    { ...EXECUTION, type: "ExecutionStarted", state: "", cause: 2, at: 20 },
    { ...EXECUTION, type: "TaskStateEntered", state: "Zip", cause: 10, at: 21 },
    { ...EXECUTION, type: "TaskStateExited", state: "Zip", cause: 10, at: 60 },
    { ...EXECUTION, type: "ExecutionSucceeded", state: "", cause: 10, at: 61 },
    call("server", "s3", "GetObject", { cause: 2, at: 25, durationMs: undefined, outcome: undefined }),
  ]),
  {
    bodies: [
      body("s1", { MessageId: MESSAGE }),
      body("r1", { Messages: [{ MessageId: MESSAGE }] }),
      body("i1", { Records: [{ messageId: MESSAGE }] }),
    ],
    result: { ...failed("it is done"), virtualMs: 200 },
  },
);

const request = otlpRequest("run", [KEPT]);
const spans = request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));

function span(name: string): OtlpSpan {
  const found = spans.find((one) => one.name === name);
  if (!found) throw new Error(`no span ${name}`);
  return found;
}

test("spans are as the published proto's JSON wants them, also when they have been text", () => {
  exportTraceServiceRequest.parse(JSON.parse(JSON.stringify(request)));
  expect(span("ReceiveMessage").startTimeUnixNano).toBe("1764756000012500000");
  expect(spans.every((one) => BigInt(one.startTimeUnixNano) <= BigInt(one.endTimeUnixNano))).toBe(true);
});

test("the story is the root; what it caused is below it; services are resources", () => {
  const [story, post, send] = [span("a/b"), span("POST /process"), span("SendMessage")];
  expect(post).toMatchObject({ traceId: story.traceId, parentSpanId: story.spanId, kind: 2 });
  expect(send).toMatchObject({ traceId: story.traceId, parentSpanId: post.spanId, kind: 4 });
  expect(story.parentSpanId).toBeUndefined();
  expect(story.status).toEqual({ code: 2, message: "it is done" });
  expect(request.resourceSpans.map(({ resource }) => resource.attributes[0]?.value)).toEqual(
    ["story", "server", "event-source-mapping", "validate", "machine"].map((stringValue) => ({ stringValue })),
  );
});

test("what comes out of the queue is a trace of its own, linked with what was sent", () => {
  const [send, receive, invoke, remove] = ["SendMessage", "ReceiveMessage", "Invoke", "DeleteMessageBatch"].map(span);
  const link = { traceId: send?.traceId, spanId: send?.spanId };
  expect(receive?.traceId).not.toBe(send?.traceId);
  expect(receive).toMatchObject({ links: [link], kind: 5 });
  expect(receive?.parentSpanId).toBeUndefined();
  expect(invoke).toMatchObject({ links: [link], traceId: receive?.traceId, parentSpanId: receive?.spanId });
  expect(remove).toMatchObject({ links: [], traceId: receive?.traceId, parentSpanId: receive?.spanId });
});

test("failures are errors with their reason; log lines are events of the span that led to them", () => {
  const invocation = span("invocation");
  expect(invocation.status).toEqual({ code: 2, message: "lambda → validate invocation = Unhandled: no" });
  expect(invocation.events.map(({ name }) => name)).toEqual(["validate log no"]);
  const [up] = span("a/b").events;
  expect(up).toMatchObject({ name: "server log up" });
  expect(up?.attributes).toContainEqual({ key: "toq.text", value: { stringValue: 'server log INFO up {"port":80}' } });
  expect(up?.attributes).toContainEqual({ key: "port", value: { intValue: "80" } });
  expect(span("COMMIT").status).toBeUndefined();
});

test("a state lasts until it is left, what never ended until the end of the story", () => {
  const [zip, get] = [span("Zip"), span("GetObject")];
  expect(BigInt(zip.endTimeUnixNano) - BigInt(zip.startTimeUnixNano)).toBe(39_000_000n);
  expect(get.endTimeUnixNano).toBe(span("a/b").endTimeUnixNano);
  expect(get.attributes).toContainEqual({ key: "toq.open", value: { boolValue: true } });
});

test("ids are the same for the same run, and others for another", () => {
  expect(otlpRequest("run", [KEPT])).toEqual(request);
  expect(JSON.stringify(otlpRequest("other", [KEPT]))).not.toContain(span("a/b").traceId);
});

test("Chrome's slices of one thread lie inside each other or apart, in microseconds from the first event", () => {
  const overlapping = Array.from({ length: 20 }, (_, index) =>
    call("server", "s3", "Put", { at: index, durationMs: 50 }),
  );
  const { traceEvents } = chromeTrace([KEPT, keptScenario("c", recordedEvents(overlapping))]);
  const slices = traceEvents.filter(({ ph }) => ph === "X");
  for (const one of slices) {
    for (const other of slices) {
      if (one === other || one.pid !== other.pid || one.tid !== other.tid) continue;
      const [from, to] = [one.ts ?? 0, (one.ts ?? 0) + (one.dur ?? 0)];
      const [otherFrom, otherTo] = [other.ts ?? 0, (other.ts ?? 0) + (other.dur ?? 0)];
      const apart = to <= otherFrom || otherTo <= from;
      const inside = (from >= otherFrom && to <= otherTo) || (otherFrom >= from && otherTo <= to);
      expect(apart || inside).toBe(true);
    }
  }
  expect(slices.find(({ name }) => name.startsWith("POST"))).toMatchObject({ ts: 0, dur: 30_000, pid: 1 });
  expect(new Set(traceEvents.filter(({ name }) => name === "process_name").map(({ args }) => args?.name))).toEqual(
    new Set(["a/b", "c"]),
  );
});

test("Chrome's arrows begin inside the cause and end at the effect", () => {
  const { traceEvents } = chromeTrace([KEPT]);
  chromeFile.parse(JSON.parse(JSON.stringify(chromeTrace([KEPT]))));
  const starts = traceEvents.filter(({ ph }) => ph === "s");
  expect(starts.length).toBeGreaterThan(3);
  for (const start of starts) {
    const end = traceEvents.find(({ ph, id }) => ph === "f" && id === start.id);
    expect(end?.ts).toBeGreaterThanOrEqual(start.ts ?? Number.NaN);
    const within = traceEvents.some(
      ({ ph, tid, ts = 0, dur = 0 }) =>
        ph === "X" && tid === start.tid && ts <= (start.ts ?? 0) && ts + dur >= (start.ts ?? 0),
    );
    expect(within).toBe(true);
  }
});
