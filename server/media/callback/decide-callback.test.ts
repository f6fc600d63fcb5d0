import { expect, test } from "vitest";
import type { DefectId } from "../../../system/defects.ts";
import { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { type Circumstances, decideCallback } from "./decide-callback.ts";
import type { Callback } from "./request.ts";
import { callbackWith, jobWith, resultWith } from "./test/examples.ts";

const fixed = new System("fixed");
const current = new System("current");
const incident = new System("incident");
const NOW_MS = 1_000;

function decide(system: System, job: MediaJob, callback: Callback, change: Partial<Circumstances> = {}) {
  return decideCallback(system, job, callback, { nowMs: NOW_MS, bundleProblem: undefined, ...change });
}

function reported(...parameters: Parameters<typeof decide>): MediaJob {
  const decision = decide(...parameters);
  if (decision.kind !== "reported") throw new Error(`The callback is ${decision.kind}.`);
  return decision.job;
}

test("a success finishes the job, now, with the body as it came", () => {
  expect(decide(fixed, jobWith(), callbackWith())).toEqual({
    kind: "reported",
    job: jobWith({ status: "SUCCEEDED", completedAtMs: NOW_MS, callbackBody: '{"jobId":20}' }),
    changes: [],
  });
});

test.each(["SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"])("D18: what comes for a job in %s is late", (status) => {
  const callback = callbackWith({ status: "FAILED" });
  expect(decide(fixed, jobWith({ status }), callback)).toEqual({ kind: "late" });
  expect(decide(new System("fixed", ["D18"]), jobWith({ status }), callback).kind).toBe("reported");
  expect(decide(current, jobWith({ status }), callback).kind).toBe("reported");
});

test("a job that runs is not finished: nothing is late for it", () => {
  expect(reported(fixed, jobWith({ status: "RUNNING" }), callbackWith()).status).toBe("SUCCEEDED");
});

test("D10: the report of a start has the execution and its time, or else the time of its arrival", () => {
  const start = callbackWith({ status: "RUNNING", executionArn: "arn", startedAtMs: 500 });
  expect(decide(fixed, jobWith(), start)).toEqual({ kind: "started", execution: { arn: "arn", startedAtMs: 500 } });
  expect(decide(fixed, jobWith(), { ...start, startedAtMs: null })).toMatchObject({
    execution: { startedAtMs: NOW_MS },
  });
  expect(decide(fixed, jobWith({ status: "FAILED" }), start)).toEqual({ kind: "late" });
});

test("D10: without the report RUNNING is a status that nobody knows, so that only body and execution are noted", () => {
  const callback = callbackWith({ status: "RUNNING", executionArn: "arn", startedAtMs: 500, failureReason: "why" });
  const noted = jobWith({ callbackBody: '{"jobId":20}' });
  expect(reported(current, jobWith(), callback)).toEqual({ ...noted, externalId: "arn", startedAtMs: 500 });
  expect(reported(incident, jobWith(), callback)).toEqual(noted);
});

test("execution and start are noted only where the job does not know them", () => {
  const callback = callbackWith({ executionArn: "later", startedAtMs: 900 });
  const job = jobWith({ externalId: "first", startedAtMs: 100 });
  expect(reported(fixed, job, callback)).toMatchObject({ externalId: "first", startedAtMs: 100 });
});

const bundleProblem = "no ZIP";
const finalization = jobWith({ provider: "STEP_FUNCTIONS_FINALIZATION" });

test("D9: a finalization without its bundle has failed, and says so before what the callback says", () => {
  const job = reported(fixed, finalization, callbackWith({ failureReason: "why" }), { bundleProblem });
  expect(job).toMatchObject({ status: "FAILED", lastError: "no ZIP | why", completedAtMs: NOW_MS });
});

test("D9: processing needs no bundle, and a status that finishes nothing is not made a failure by its absence", () => {
  expect(reported(fixed, jobWith(), callbackWith(), { bundleProblem })).toMatchObject({
    status: "SUCCEEDED",
    lastError: "",
  });
  const unknown = callbackWith({ status: "UNKNOWN" });
  expect(reported(fixed, finalization, unknown, { bundleProblem })).toMatchObject({ status: "PENDING", lastError: "" });
});

test.each<[readonly DefectId[], string, string]>([
  [[], "FAILED", "code=States.TaskFailed | because"],
  [["D12"], "PENDING", ""],
])("D12: FINALIZATION_FAILED with the defects %j", (defects, status, lastError) => {
  const error = { code: "States.TaskFailed", message: "because", details: new Map<string, string>() };
  const callback = callbackWith({ status: "FINALIZATION_FAILED", error });
  expect(reported(new System("fixed", defects), finalization, callback)).toMatchObject({ status, lastError });
});

test("payload and last_error of before are replaced", () => {
  const zip = { zipBundles: ["28/zip"], assetsZipped: 4, zipSizeBytes: 0, unzippedSizeBytes: 0 };
  const before = { ...finalization, lastError: "before", payload: { zipBundles: ["old"] } };
  const job = reported(fixed, before, callbackWith({ zip }));
  expect(job.lastError).toBe("");
  expect(job.payload).toMatchObject({ zipBundles: ["28/zip"], assetsZipped: 4 });
  expect(reported(fixed, before, callbackWith()).payload).toBeNull();
});

test("every result is a change of its asset, in the order of the callback", () => {
  const results = [resultWith({ rawKey: "a", processedKey: "p" }), resultWith({ rawKey: "b", errorCode: "E" })];
  expect(decide(fixed, jobWith(), callbackWith({ results }))).toMatchObject({
    changes: [
      { rawKey: "a", status: "PROCESSED" },
      { rawKey: "b", status: "FAILED" },
    ],
  });
});
