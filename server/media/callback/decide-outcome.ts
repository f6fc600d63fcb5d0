import type { System } from "../../../system/revisions.ts";
import { type MediaJob, TERMINAL_STATUSES } from "../../database/media-jobs.ts";
import { isFinalization } from "../finalization/job-provider.ts";
import type { FailedChange } from "./asset-change.ts";
import { explainedByFailures, type Leftovers, leftoversOf } from "./failed-assets.ts";
import { freesListing } from "./status.ts";
import { correctedByUnknownKeys } from "./unknown-keys.ts";
import type { WrittenChange } from "./write-assets.ts";

/** What a callback comes to when its assets are written: everything that is still to be done, and to be said. */
export interface Outcome {
  readonly job: MediaJob;
  /** Whether the job says something else than before its assets were written. */
  readonly corrected: boolean;
  readonly leftovers: Leftovers;
  /** Whether the listing goes on, goes back to where "complete" can be called again, or stays. */
  readonly listing: "advances" | "is freed" | "stays";
  /** Results that count as failed, with or without an asset. */
  readonly failed: readonly FailedChange[];
}

/** Changes nothing and asks nobody: what `job` comes to by the fates of its assets is decided here, once. */
export function decideOutcome(
  system: System,
  job: MediaJob,
  written: readonly WrittenChange[],
  nowMs: number,
): Outcome {
  const unknownKeys = written.filter(({ fate }) => fate === "unknown").map(({ change }) => change.rawKey);
  const failures = written.filter(({ fate }) => fate === "written").flatMap(failureOf);
  const corrected = completed(job, correctedByUnknownKeys(system, job, written.length, unknownKeys), nowMs);
  const final = explainedByFailures(system, corrected, written.length, failures);
  return {
    job: final,
    corrected: final !== job,
    leftovers: leftoversOf(system, final, written.length),
    listing: listingAfter(system, final),
    failed: written.filter(countsAsFailed).flatMap(failureOf),
  };
}

/** A job that its results end, whatever the callback's status was, ends now. */
function completed(before: MediaJob, after: MediaJob, nowMs: number): MediaJob {
  const ends = TERMINAL_STATUSES.includes(after.status) && !TERMINAL_STATUSES.includes(before.status);
  return ends ? { ...after, completedAtMs: nowMs } : after;
}

/** Without its asset nobody can say that a processed key is missing. */
function countsAsFailed({ change, fate }: WrittenChange): boolean {
  if (fate === "unknown") return change.status === "FAILED" && !change.keyMissing;
  return fate === "written";
}

function failureOf({ change }: WrittenChange): readonly FailedChange[] {
  return change.status === "FAILED" ? [change] : [];
}

function listingAfter(system: System, job: MediaJob): Outcome["listing"] {
  if (!isFinalization(job)) return "stays";
  if (job.status === "SUCCEEDED") return "advances";
  return freesListing(system, job.status) ? "is freed" : "stays";
}
