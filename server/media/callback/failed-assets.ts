import type { System } from "../../../system/revisions.ts";
import { type MediaJob, TERMINAL_STATUSES } from "../../database/media-jobs.ts";
import { assetsKnowTheirJob } from "../../database/schema.ts";
import type { FailedChange } from "./asset-change.ts";
import { joinReasons, nameSome } from "./last-error.ts";

const REASON_LENGTH = 300;

/**
 * D34: why assets failed never reaches the job's `last_error`, and a failed job that brings results leaves its assets
 * without a result in PROCESSING. The two functions of this file are the departure.
 *
 * Answers the job with the reasons of `failures`, out of so many results; the same job when there is nothing to add.
 */
export function explainedByFailures(
  system: System,
  job: MediaJob,
  results: number,
  failures: readonly FailedChange[],
): MediaJob {
  if (failures.length === 0 || !TERMINAL_STATUSES.includes(job.status) || system.has("D34")) return job;
  const named = nameSome(
    failures.map((failure) => `${failure.rawKey}: ${reasonOf(failure)}`),
    "; ",
  );
  const reason = `${failures.length} of ${results} assets failed: ${named}`;
  return { ...job, lastError: joinReasons(job.lastError, reason) };
}

function reasonOf({ errorCode, errorMessage }: FailedChange): string {
  const reason = [errorCode, errorMessage].filter((part) => part !== "").join(" ");
  const clipped = reason.length > REASON_LENGTH ? `${reason.slice(0, REASON_LENGTH)}…` : reason;
  return clipped || "without a reason";
}

/**
 * Which assets in PROCESSING become FAILED because their job is over: none; those that a failed job takes with it (D15
 * says which); or the job's own, for which a job that succeeded has brought no result.
 */
export type Leftovers = "none" | "of a failed job" | "of the job";

export function leftoversOf(system: System, job: MediaJob, results: number): Leftovers {
  if (!TERMINAL_STATUSES.includes(job.status)) return "none";
  if (job.status === "FAILED" && (results === 0 || !system.has("D34"))) return "of a failed job";
  return system.has("D34") || !assetsKnowTheirJob(system) ? "none" : "of the job";
}
