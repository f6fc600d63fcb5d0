import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { failsUnchanged, isLate } from "./finished-job.ts";
import { jobWith } from "./test/examples.ts";

const fixed = new System("fixed");
const current = new System("current");

test("D18: nothing is late for a job that goes on; a finished one takes late callbacks with the defect only", () => {
  expect(isLate(fixed, jobWith({ status: "RUNNING" }))).toBe(false);
  expect(isLate(fixed, jobWith({ status: "FAILED" }))).toBe(true);
  expect(isLate(current, jobWith({ status: "FAILED" }))).toBe(false);
});

test("D18: writing what the row says already fails with the defect only", () => {
  expect(failsUnchanged(current, 0)).toBe(true);
  expect(failsUnchanged(current, 1)).toBe(false);
  expect(failsUnchanged(fixed, 0)).toBe(false);
});
