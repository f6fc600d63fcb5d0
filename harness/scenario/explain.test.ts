import { expect, test } from "vitest";
import { Trace } from "../network/trace.ts";
import { explainFailure } from "./explain.ts";
import { RuleBroken } from "./rule-broken.ts";

const AT = Date.UTC(2025, 11, 3, 10);

function traceOf(...outcomes: string[]): Trace {
  const trace = new Trace(
    () => AT,
    () => 0,
  );
  for (const outcome of outcomes) {
    trace.record({
      kind: "operation",
      source: "server",
      target: "s3",
      operation: "HeadObject",
      resource: "a",
      outcome,
    });
  }
  return trace;
}

test("beside a green run, the first event that parts from it is shown with what the green run has there", () => {
  const { divergence } = explainFailure(new Error("no"), traceOf("ok", "NoSuchKey", "ok"), traceOf("ok", "ok", "ok"));
  expect(divergence).toEqual({
    at: "2025-12-03T10:00:00.000Z",
    sequence: 2,
    event: "server → s3 HeadObject a = NoSuchKey; on the scenario's own system: server → s3 HeadObject a = ok",
  });
});

test("where the green run has already ended, that is said", () => {
  const { divergence } = explainFailure(new Error("no"), traceOf("ok", "ok"), traceOf("ok"));
  expect(divergence?.event).toContain("on the scenario's own system this does not happen");
});

test("without a green run, the event that the rule names comes before the first out of the ordinary", () => {
  const trace = traceOf("ok", "AccessDenied", "ok");
  const [, denied, last] = trace.events;
  expect(explainFailure(new Error("no"), trace, undefined).divergence?.sequence).toBe(denied?.sequence);
  const broken = new RuleBroken({ rule: "rule", expected: "a", found: "b", event: last });
  expect(explainFailure(broken, trace, undefined)).toMatchObject({
    rule: "rule",
    expected: "a",
    found: "b",
    divergence: { sequence: last?.sequence },
  });
});

test("ordinary outcomes of statements and answers are no divergence", () => {
  expect(explainFailure(new Error("no"), traceOf("ok", "200", "0 affected", "3 rows"), undefined)).not.toHaveProperty(
    "divergence",
  );
});

test("the scenario's own line is found in the stack of any system", () => {
  for (const path of ["/home/me/toq/scenarios/zip/order", "C:\\toq\\scenarios\\zip\\order"]) {
    const error = Object.assign(new Error("no"), { stack: `Error: no\n    at story (${path}.scenario.ts:9:5)` });
    expect(explainFailure(error, traceOf("ok"), undefined).place).toBe("scenarios/zip/order.scenario.ts:9:5");
  }
});

test("a status that was not expected is shown with the answer's body, which says why", () => {
  const trace = traceOf("ok");
  const answered = (outcome: string, body: string) =>
    trace.record({
      kind: "operation",
      source: "photographer",
      target: "server",
      operation: "POST /media",
      resource: "",
      outcome,
      ...(body !== "" && { response: trace.keep(Buffer.from(body)) }),
    });
  answered("409", '{"message":"earlier"}');
  answered("409", '{"message":"a job runs"}');
  answered("204", "");
  const wrong = (expected: unknown, actual: unknown) =>
    explainFailure(Object.assign(new Error("no"), { expected, actual }), trace, undefined).answer;
  expect(wrong(200, 409)).toBe('POST /media = 409: {"message":"a job runs"}');
  expect(wrong(200, 204)).toBe("POST /media = 204: no body");
  expect(wrong(200, 500)).toBeUndefined();
  expect(wrong(4, 409)).toBeUndefined();
  expect(wrong("200", "409")).toBeUndefined();
});

test("a matcher inside of data is told as it was written", () => {
  const error = Object.assign(new Error("no"), { expected: { id: expect.any(Number), at: /x/ }, actual: { id: "1" } });
  expect(explainFailure(error, traceOf("ok"), undefined).expected).toContain('"id":"Any<Number>"');
});
