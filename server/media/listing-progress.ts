import type { Statements } from "../database/database.ts";
import { type ActiveListing, findActiveListing, lockListing, setListingStatus } from "../database/listings.ts";
import type { MediaJob } from "../database/media-jobs.ts";
import { unfinishedFinalization } from "../database/media-jobs.ts";
import { HttpError } from "../http/http-error.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import type { MediaDependencies } from "./dependencies.ts";
import { PENDING_OWNER_APPROVAL, PENDING_PHOTO_PROCESSING, REJECTED_BY_OWNER } from "./listing-status.ts";

/**
 * D13: the listing goes to 7, and the owner is told, when the finalization is *started*; if no ZIP comes of it, nobody
 * takes that back. Instead both wait for the callback of a finalization that succeeded.
 */
export function advancesAtStart(media: MediaDependencies): boolean {
  return media.system.has("D13");
}

/** Part of "complete". Where the listing waits in 6, a second "complete" must not start a second finalization. */
export async function advanceAtStart(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  listing: ActiveListing,
): Promise<void> {
  if (!advancesAtStart(media)) return;
  try {
    await setListingStatus(db, listing, PENDING_OWNER_APPROVAL);
  } catch (error) {
    log.error("service.media.complete.update_listing_error", {
      err: errorText(error),
      listing_identity_id: listing.identityId,
    });
    throw new HttpError(500, "failed to update listing status");
  }
}

/** @throws HttpError 409 when a finalization of the listing is not finished; only where the listing waits in 6. */
export async function refuseSecondFinalization(
  media: MediaDependencies,
  db: Statements,
  listing: ActiveListing,
): Promise<void> {
  if (advancesAtStart(media)) return;
  await lockListing(db, listing);
  const running = await unfinishedFinalization(db, listing.identityId);
  if (running) throw new HttpError(409, "a finalization of this listing is already running", { jobId: running.id });
}

/** Part of the callback of a finalization that succeeded; answers the listing that advanced, undefined when none did. */
export async function advanceOnSuccess(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  job: MediaJob,
): Promise<ActiveListing | undefined> {
  if (advancesAtStart(media)) return undefined;
  const listing = await findActiveListing(db, job.listingIdentityId);
  const waits = listing?.status === PENDING_PHOTO_PROCESSING || listing?.status === REJECTED_BY_OWNER;
  if (!listing || !waits) {
    log.warn("service.media.callback.listing_not_waiting", {
      job_id: job.id,
      listing_identity_id: job.listingIdentityId,
      listing_status: listing?.status ?? null,
    });
    return undefined;
  }
  await setListingStatus(db, listing, PENDING_OWNER_APPROVAL);
  return listing;
}

/** Takes a listing in 7 whose finalization failed back to 6, so that "complete" can be called again. */
export async function freeListing(db: Statements, listing: ActiveListing | undefined): Promise<void> {
  if (listing?.status === PENDING_OWNER_APPROVAL) await setListingStatus(db, listing, PENDING_PHOTO_PROCESSING);
}
