import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { FailedChange } from "./asset-change.ts";
import { explainedByFailures } from "./failed-assets.ts";
import { jobWith } from "./test/examples.ts";

const fixed = new System("fixed");
const job = jobWith({ status: "PARTIAL_SUCCESS", lastError: "code=DERIVATIVE_ERRORS_DETECTED" });

function failure(errorCode: string, errorMessage: string): FailedChange {
  return { status: "FAILED", rawKey: "k", errorCode, errorMessage, keyMissing: false, metadata: {} };
}

test("D34: the job names the assets that failed, and why", () => {
  const failures = [failure("E", "cannot be decoded")];
  expect(explainedByFailures(fixed, job, 4, failures).lastError).toBe(
    "code=DERIVATIVE_ERRORS_DETECTED | 1 of 4 assets failed: k: E cannot be decoded",
  );
  expect(explainedByFailures(fixed, { ...job, lastError: "" }, 4, failures).lastError).toMatch(/^1 of 4/);
  expect(explainedByFailures(new System("fixed", ["D34"]), job, 4, failures)).toBe(job);
});

test("D34: five are named, long reasons are cut; nothing is added without failures or to a job that goes on", () => {
  const many = Array.from({ length: 7 }, () => failure("", "x".repeat(1000)));
  const { lastError } = explainedByFailures(fixed, job, 7, many);
  expect(lastError).toMatch(/^.* 7 of 7 assets failed: k: x.* and 2 more$/);
  expect(lastError.length).toBeLessThan(2000);
  expect(explainedByFailures(fixed, job, 1, [failure("", "")]).lastError).toMatch(/k: without a reason$/);
  expect(explainedByFailures(fixed, job, 7, [])).toBe(job);
  const running = { ...job, status: "RUNNING" };
  expect(explainedByFailures(fixed, running, 7, many)).toBe(running);
});
