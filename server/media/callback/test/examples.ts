import type { MediaJob } from "../../../database/media-jobs.ts";
import type { Callback, CallbackResult } from "../request.ts";

/** Job 20 of listing 28 while it is processed. */
export function jobWith(change: Partial<MediaJob> = {}): MediaJob {
  return {
    id: 20,
    listingIdentityId: 28,
    status: "PENDING",
    provider: "STEP_FUNCTIONS",
    externalId: "",
    payload: null,
    startedAtMs: null,
    completedAtMs: null,
    lastError: "",
    callbackBody: "",
    ...change,
  };
}

export function resultWith(change: Partial<CallbackResult> = {}): CallbackResult {
  const result = { rawKey: "k", processedKey: "", thumbnailKey: "", errorCode: "", errorMessage: "" };
  return { ...result, outputs: new Map<string, string>(), ...change };
}

export function callbackWith(change: Partial<Callback> = {}): Callback {
  return {
    jobId: 20,
    listingIdentityId: 28,
    status: "SUCCEEDED",
    provider: "STEP_FUNCTIONS",
    results: [],
    error: { code: "", message: "", details: new Map<string, string>() },
    failureReason: "",
    executionArn: "",
    startedAtMs: null,
    zip: { zipBundles: [], assetsZipped: 0, zipSizeBytes: 0, unzippedSizeBytes: 0 },
    rawBody: '{"jobId":20}',
    ...change,
  };
}
