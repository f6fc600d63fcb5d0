import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { explainedByFailures, failureOfAsset } from "./asset-failures.ts";

const fixed = new System("fixed");
const job: MediaJob = {
  id: 20,
  listingIdentityId: 28,
  status: "PARTIAL_SUCCESS",
  provider: "STEP_FUNCTIONS",
  externalId: "",
  payload: null,
  startedAtMs: null,
  completedAtMs: null,
  lastError: "code=DERIVATIVE_ERRORS_DETECTED",
  callbackBody: "",
};
const result = { rawKey: "k", processedKey: "", thumbnailKey: "", outputs: new Map(), errorCode: "", errorMessage: "" };

test("D34: the job names the assets that failed, and why", () => {
  const failures = [failureOfAsset("E", { ...result, errorMessage: "cannot be decoded" })];
  expect(explainedByFailures(fixed, job, 4, failures)?.lastError).toBe(
    "code=DERIVATIVE_ERRORS_DETECTED | 1 of 4 assets failed: k: E cannot be decoded",
  );
  expect(explainedByFailures(fixed, { ...job, lastError: "" }, 4, failures)?.lastError).toMatch(/^1 of 4/);
  expect(explainedByFailures(new System("fixed", ["D34"]), job, 4, failures)).toBeUndefined();
});

test("D34: five are named, long reasons are cut; nothing is added without failures or to a job that goes on", () => {
  const many = Array.from({ length: 7 }, () => failureOfAsset("", { ...result, errorMessage: "x".repeat(1000) }));
  const text = explainedByFailures(fixed, job, 7, many)?.lastError ?? "";
  expect(text).toMatch(/^.* 7 of 7 assets failed: k: x.* and 2 more$/);
  expect(text.length).toBeLessThan(2000);
  expect(failureOfAsset("", result).reason).toBe("without a reason");
  expect(explainedByFailures(fixed, job, 7, [])).toBeUndefined();
  expect(explainedByFailures(fixed, { ...job, status: "RUNNING" }, 7, many)).toBeUndefined();
});
