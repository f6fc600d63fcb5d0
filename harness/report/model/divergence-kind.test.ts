import { expect, test } from "vitest";
import { Trace } from "../../network/trace.ts";
import { explainFailure } from "../../scenario/explain.ts";
import { divergenceKind } from "./divergence-kind.ts";

/** A request that the server answers after a call for each outcome. */
function traceOf(...outcomes: readonly string[]): Trace {
  const trace = new Trace(
    () => 0,
    () => 0,
  );
  const call = { kind: "operation", resource: "", outcome: "ok" } as const;
  const request = trace.record({ ...call, source: "photographer", target: "server", operation: "GET" });
  for (const [index, outcome] of outcomes.entries()) {
    trace.record({ ...call, source: "server", target: "s3", operation: `Ask ${index}`, outcome }, request.sequence);
  }
  return trace;
}

const kindOf = (red: Trace, green?: Trace) =>
  divergenceKind(explainFailure(new Error("rule"), red, green).divergence?.event ?? "");

test("what differs from a green run of the same story is a divergence", () => {
  expect(kindOf(traceOf("ok", "404"), traceOf("ok", "ok"))).toBe("divergence");
  expect(kindOf(traceOf("ok", "ok"), traceOf("ok"))).toBe("divergence");
  expect(kindOf(traceOf("ok"), traceOf("ok", "ok"))).toBe("divergence");
});

test("without a green run it is only unusual", () => {
  expect(kindOf(traceOf("ok", "404"))).toBe("unusual");
});
