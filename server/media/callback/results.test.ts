import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { Logger } from "../../logging/logger.ts";
import { refuseOtherProvider } from "../finalization/job-provider.ts";
import type { CallbackResult } from "./request.ts";
import { checkListing, correctedByUnknownKeys } from "./results.ts";

const current = new System("current");
const fixed = new System("fixed");
const log = new Logger(() => undefined);

const job: MediaJob = {
  id: 21,
  listingIdentityId: 28,
  status: "SUCCEEDED",
  provider: "STEP_FUNCTIONS_FINALIZATION",
  externalId: "",
  payload: null,
  startedAtMs: null,
  completedAtMs: null,
  lastError: "",
  callbackBody: "",
};

function results(count: number): readonly CallbackResult[] {
  const result = { processedKey: "", thumbnailKey: "", outputs: new Map(), errorCode: "", errorMessage: "" };
  return Array.from({ length: count }, (_, index) => ({ ...result, rawKey: `k${index}` }));
}

test("D6: unknown keys fail the job, or make it a partial success when some are known", () => {
  expect(correctedByUnknownKeys(fixed, job, results(2), ["k0", "k1"])).toMatchObject({
    status: "FAILED",
    lastError: "2 of 2 results match no asset of listing 28: k0, k1",
  });
  expect(correctedByUnknownKeys(fixed, { ...job, lastError: "before" }, results(2), ["k0"])).toMatchObject({
    status: "PARTIAL_SUCCESS",
    lastError: "before | 1 of 2 results match no asset of listing 28: k0",
  });
  expect(correctedByUnknownKeys(fixed, job, results(7), ["a", "b", "c", "d", "e", "f", "g"])?.lastError).toContain(
    "a, b, c, d, e and 2 more",
  );
});

test("D6: a job that failed stays failed; nothing is corrected without unknown keys or with the defect", () => {
  expect(correctedByUnknownKeys(fixed, { ...job, status: "FAILED" }, results(2), ["k0"])?.status).toBe("FAILED");
  expect(correctedByUnknownKeys(fixed, job, results(2), [])).toBeUndefined();
  expect(correctedByUnknownKeys(current, job, results(2), ["k0"])).toBeUndefined();
});

function callbackFor(listingIdentityId: number) {
  return {
    jobId: 21,
    listingIdentityId,
    status: "SUCCEEDED",
    provider: "",
    results: [],
    error: { code: "", message: "", details: new Map<string, string>() },
    failureReason: "",
    executionArn: "",
    startedAtMs: null,
    zip: { zipBundles: [], assetsZipped: 0, zipSizeBytes: 0, unzippedSizeBytes: 0 },
    rawBody: "",
  };
}

test("D19: a callback for another listing is refused, one without listing is not", () => {
  expect(() => checkListing(fixed, log, job, callbackFor(29))).toThrow("callback listing does not match the job");
  expect(() => checkListing(fixed, log, job, callbackFor(0))).not.toThrow();
  expect(() => checkListing(current, log, job, callbackFor(29))).not.toThrow();
});

test("D7: a callback of the other machine is refused, one without provider is not", () => {
  expect(() => refuseOtherProvider(fixed, log, job, "STEP_FUNCTIONS")).toThrow(
    "callback provider does not match the job",
  );
  expect(() => refuseOtherProvider(fixed, log, job, "")).not.toThrow();
  expect(() => refuseOtherProvider(current, log, job, "STEP_FUNCTIONS")).not.toThrow();
});
