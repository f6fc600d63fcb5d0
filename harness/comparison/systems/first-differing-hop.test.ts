import { expect, test } from "vitest";
import { Trace } from "../../network/trace.ts";
import { firstDifferingHop } from "./first-differing-hop.ts";

const AT = Date.UTC(2025, 11, 3, 10);

interface Step {
  readonly hop: string;
  readonly outcome?: string;
  /** Index of the step within which it is made. */
  readonly within?: number;
  readonly durationMs?: number;
  readonly response?: unknown;
}

/** One hop a millisecond: `photographer server GET /media`. */
function traceOf(...steps: readonly (Step | string)[]): Trace {
  let now = AT;
  const trace = new Trace(
    () => now++,
    () => 0,
  );
  for (const step of steps) {
    const { hop, outcome = "ok", within, durationMs = 0, response } = typeof step === "string" ? { hop: step } : step;
    const [source = "", target = "", operation = "", resource = ""] = hop.split(" ");
    const body = response === undefined ? {} : { response: trace.keep(Buffer.from(JSON.stringify(response))) };
    const event = { kind: "operation", source, target, operation, resource, outcome, durationMs, ...body } as const;
    trace.record(event, within === undefined ? 0 : (trace.events[within]?.sequence ?? 0));
  }
  return trace;
}

const SIGN_IN = "photographer server signin";
const COMPLETE = "photographer server complete";
const on = { atRest: false };

test("a hop that ends otherwise is shown with how it ends in the other run", () => {
  const own = traceOf(SIGN_IN, { hop: COMPLETE, outcome: "403" });
  const other = traceOf(SIGN_IN, { hop: COMPLETE, outcome: "200" }, "photographer server list");
  expect(firstDifferingHop(own, other, on)).toEqual({
    at: AT + 1,
    sequence: 2,
    own: "photographer → server complete = 403",
    other: "photographer → server complete = 200",
  });
});

test("a hop that only the own run makes", () => {
  const own = traceOf(SIGN_IN, "server s3 DeleteObject a", COMPLETE);
  expect(firstDifferingHop(own, traceOf(SIGN_IN, COMPLETE), on)).toEqual({
    at: AT + 1,
    sequence: 2,
    own: "server → s3 DeleteObject a = ok",
  });
});

test("a hop that is missing within an answered request, at the hop before it", () => {
  const other = traceOf({ hop: COMPLETE, durationMs: 10 }, { hop: "server sqs SendMessage", within: 0 });
  expect(firstDifferingHop(traceOf(COMPLETE), other, on)).toEqual({
    at: AT,
    sequence: 1,
    other: "server → sqs SendMessage = ok",
  });
});

test("what the other run did later, or would have done by itself, is not missing, unless all is at rest", () => {
  const later = traceOf({ hop: COMPLETE, durationMs: 0 }, { hop: "server states StartExecution", within: 0 }, SIGN_IN);
  expect(firstDifferingHop(traceOf(COMPLETE), later, on)).toBeUndefined();
  expect(firstDifferingHop(traceOf(COMPLETE), later, { atRest: true })?.other).toBe(
    "server → states StartExecution = ok",
  );
});

test("another order, other ids, another number of polls and other SQL are no difference", () => {
  const [a, b] = ["0f9619ff-8b86-4011-b42d-00c04fc964ff", "c3e2fed7-c066-47b4-a887-96c7ee97fe31"];
  const poll = "event-source-mapping sqs ReceiveMessage";
  const own = traceOf(`zip s3 GetObject ${a}`, "zip s3 GetObject 2", "server mysql SELECT jobs", poll, poll);
  const other = traceOf("zip s3 GetObject 2", "server mysql UPDATE jobs", poll, `zip s3 GetObject ${b}`);
  expect(firstDifferingHop(own, other, { atRest: true })).toBeUndefined();
});

test("the same hops with another answer: the first member that differs", () => {
  const answer = (size: number, id: string) => ({ jobId: id, zip: { size } });
  const own = traceOf(SIGN_IN, { hop: COMPLETE, response: answer(1, "0f9619ff-8b86-4011-b42d-00c04fc964ff") });
  const other = traceOf(SIGN_IN, { hop: COMPLETE, response: answer(2, "c3e2fed7-c066-47b4-a887-96c7ee97fe31") });
  expect(firstDifferingHop(own, other, on)).toMatchObject({
    sequence: 2,
    own: "photographer → server complete = ok, response.zip.size: 1",
    other: "photographer → server complete = ok, response.zip.size: 2",
  });
});
