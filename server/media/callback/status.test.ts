import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { finishedStatus, freesListing, reportsStart } from "./status.ts";

const incident = new System("incident");
const current = new System("current");
const fixed = new System("fixed");

test.each([
  ["SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"],
  ["PARTIAL_SUCCESS", undefined, "PARTIAL_SUCCESS", "PARTIAL_SUCCESS"],
  ["FAILED", "FAILED", "FAILED", "FAILED"],
  ["PROCESSING_FAILED", "FAILED", "FAILED", "FAILED"],
  ["VALIDATION_FAILED", "FAILED", "FAILED", "FAILED"],
  ["TIMED_OUT", "FAILED", "FAILED", "FAILED"],
  ["FINALIZATION_FAILED", undefined, undefined, "FAILED"],
  ["UNKNOWN", undefined, undefined, undefined],
  ["RUNNING", undefined, undefined, undefined],
])("%s", (status, atIncident, atCurrent, atFixed) => {
  expect(finishedStatus(incident, status)).toBe(atIncident);
  expect(finishedStatus(current, status)).toBe(atCurrent);
  expect(finishedStatus(fixed, status)).toBe(atFixed);
});

test("D10: only a correct system takes RUNNING for the report of a start", () => {
  expect(reportsStart(current, "RUNNING")).toBe(false);
  expect(reportsStart(fixed, "RUNNING")).toBe(true);
  expect(reportsStart(fixed, "SUCCEEDED")).toBe(false);
});

test("D12: only a correct system frees the listing of a failed finalization", () => {
  expect(freesListing(current, "FAILED")).toBe(false);
  expect(freesListing(fixed, "FAILED")).toBe(true);
  expect(freesListing(fixed, "PARTIAL_SUCCESS")).toBe(false);
});
