import { expect, test } from "vitest";
import { FINALIZATION_MACHINE, PROCESSING_MACHINE, QUEUE } from "../../../system/infrastructure.ts";
import { Trace } from "../../network/trace.ts";
import { deploymentQuestions } from "./deployed-parts.ts";

const questions = deploymentQuestions();
const clock = (): number => 0;

function traceOf(hop: { source: string; target: string; operation: string; body?: string }): Trace {
  const trace = new Trace(clock, clock);
  const { body, ...rest } = hop;
  const request = trace.keep(Buffer.from(body ?? ""));
  trace.record({ kind: "operation", resource: QUEUE, ...rest, request });
  return trace;
}

const starts = (machine: string, source = "server"): Trace =>
  traceOf({
    source,
    target: "states",
    operation: "StartExecution",
    body: `{"stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:${machine}"}`,
  });

const isUsed = (defect: "D2" | "D3" | "D10" | "D12" | "D14" | "D20" | "D31", trace: Trace): boolean =>
  questions.get(defect)?.parts.some((part) => part.isUsedIn(trace)) ?? false;

test("what differs with a defect is used when its machine is started, and not before", () => {
  const nothing = new Trace(clock, clock);
  for (const defect of ["D2", "D3", "D10", "D12", "D14", "D20", "D31"] as const) {
    expect(questions.get(defect)?.parts.length).toBeGreaterThan(0);
    expect(isUsed(defect, nothing)).toBe(false);
  }
  expect(isUsed("D10", starts(PROCESSING_MACHINE))).toBe(true);
  expect(isUsed("D10", starts(FINALIZATION_MACHINE))).toBe(false);
  expect(isUsed("D2", starts(FINALIZATION_MACHINE))).toBe(true);
  expect(isUsed("D14", starts(FINALIZATION_MACHINE))).toBe(true);
});

test("whoever looks at machines or functions may see any of them", () => {
  expect(isUsed("D12", traceOf({ source: "scenario", target: "states", operation: "ListStateMachines" }))).toBe(true);
  expect(isUsed("D20", traceOf({ source: "scenario", target: "lambda", operation: "ListFunctions" }))).toBe(true);
});

test("the backend's permission is used by the server's own requests", () => {
  expect(isUsed("D3", starts(PROCESSING_MACHINE, "listing-media-validate-staging"))).toBe(false);
  expect(isUsed("D3", starts(PROCESSING_MACHINE))).toBe(true);
});

test("what is asked about elsewhere, too, or changes tables is never taken for unused", () => {
  expect(questions.has("D18")).toBe(false);
  expect(questions.has("D21")).toBe(false);
});
