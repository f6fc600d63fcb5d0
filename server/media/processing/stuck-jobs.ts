import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { moveProcessingAssets } from "../../database/media-assets.ts";
import type { MediaJob, StuckCondition } from "../../database/media-jobs.ts";
import { isFinalization } from "../finalization/job-provider.ts";
import { freeListing } from "../listing/listing-progress.ts";

/**
 * D14: only RUNNING jobs with a start time count as stuck, so a processing job whose callback never comes stays PENDING
 * for ever and its assets stay PROCESSING. Instead every job that is not finished counts, by its creation if need be.
 */
export function stuckCondition(system: System): StuckCondition {
  return system.has("D14") ? "running" : "unfinished";
}

/**
 * Moves the assets that a failed job leaves behind to FAILED.
 *
 * D15: all assets of the listing that are being processed, also those of another job. Instead only the job's own.
 */
export async function failAssetsOf(system: System, db: Statements, job: MediaJob): Promise<void> {
  await moveProcessingAssets(db, system.has("D15") ? job : { jobId: job.id }, "FAILED");
}

/** D15's other half: the listing of a finalization that timed out stays in 7. */
export async function freeListingOf(system: System, db: Statements, job: MediaJob): Promise<void> {
  if (system.has("D15") || !isFinalization(job)) return;
  await freeListing(db, job.listingIdentityId);
}
