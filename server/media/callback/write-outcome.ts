import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { moveProcessingAssets } from "../../database/media-assets.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { advanceOnSuccess, freeListing } from "../listing/listing-progress.ts";
import { failAssetsOf } from "../processing/stuck-jobs.ts";
import type { Outcome } from "./decide-outcome.ts";
import { writeJob } from "./write-job.ts";

/**
 * The job once more where its assets have corrected it, the assets that it leaves behind, and its listing.
 *
 * Answers the listing whose owner must be told that it goes on; undefined when nobody must.
 */
export async function writeOutcome(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  outcome: Outcome,
): Promise<ActiveListing | undefined> {
  if (outcome.corrected) await writeJob(media.system, log, db, outcome.job);
  await writeLeftovers(media.system, log, db, outcome);
  return writeListing(media, log, db, outcome);
}

/** A failure here is only logged (docs/contract/http-api.md 6, step 6). */
async function writeLeftovers(system: System, log: Logger, db: Statements, { leftovers, job }: Outcome): Promise<void> {
  try {
    if (leftovers === "of a failed job") await failAssetsOf(system, db, job);
    if (leftovers === "of the job") await moveProcessingAssets(db, { jobId: job.id }, "FAILED");
  } catch (error) {
    log.error("service.media.callback.bulk_fail_assets_error", {
      err: errorText(error),
      listing_identity_id: job.listingIdentityId,
    });
  }
}

async function writeListing(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  { listing, job }: Outcome,
): Promise<ActiveListing | undefined> {
  if (listing === "advances") return advanceOnSuccess(media, log, db, job);
  if (listing === "is freed") await freeListing(db, job.listingIdentityId);
  return undefined;
}
