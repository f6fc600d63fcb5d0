import type { System } from "../../../system/revisions.ts";
import { NoRowsError } from "../../database/database-error.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { joinReasons, nameSome } from "./last-error.ts";

/**
 * D6: a result that matches no asset is dropped while its job succeeds, and a database that fails is taken for "not
 * found". Instead the job fails, or succeeds partially, and names the keys. The two functions of this file are the
 * departure.
 */
export function isNotFound(system: System, error: unknown): boolean {
  return error instanceof NoRowsError || system.has("D6");
}

/** The job as `unknownKeys`, out of so many results, correct it; the same job when nothing is to be corrected. */
export function correctedByUnknownKeys(
  system: System,
  job: MediaJob,
  results: number,
  unknownKeys: readonly string[],
): MediaJob {
  if (unknownKeys.length === 0 || system.has("D6")) return job;
  const someKnown = unknownKeys.length < results && job.status !== "FAILED" && system.features.partialSuccess;
  const keys = unknownKeys.map((key) => key || "(no key)");
  const listing = `listing ${job.listingIdentityId}`;
  const reason = `${keys.length} of ${results} results match no asset of ${listing}: ${nameSome(keys, ", ")}`;
  return {
    ...job,
    status: someKnown ? "PARTIAL_SUCCESS" : "FAILED",
    lastError: joinReasons(job.lastError, reason),
  };
}
