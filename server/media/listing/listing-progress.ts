import type { Statements } from "../../database/database.ts";
import { type ActiveListing, findActiveListing, lockListing, setListingStatus } from "../../database/listings.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { unfinishedFinalization } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import {
  PENDING_ADMIN_REVIEW,
  PENDING_OWNER_APPROVAL,
  PENDING_PHOTO_PROCESSING,
  PENDING_PLAN_LOADING,
  READY,
  REJECTED_BY_OWNER,
} from "./listing-status.ts";

/**
 * D13: the listing goes to 7, and the owner is notified, when the finalization is *started*; if no ZIP is made, nobody
 * reverts that. Instead both wait for the callback of a finalization that succeeded.
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
    await setListingStatus(db, listing, statusWithZip(media, listing));
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

/** Part of the callback of a finalization that succeeded. Returns the listing whose owner must be notified, if any. */
export async function advanceOnSuccess(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  job: MediaJob,
): Promise<ActiveListing | undefined> {
  if (advancesAtStart(media)) return undefined;
  const listing = await findActiveListing(db, job.listingIdentityId);
  if (!listing || !WAIT_FOR_ZIP.includes(listing.status)) {
    log.warn("service.media.callback.listing_not_waiting", {
      job_id: job.id,
      listing_identity_id: job.listingIdentityId,
      listing_status: listing?.status ?? null,
    });
    return undefined;
  }
  await setListingStatus(db, listing, statusWithZip(media, listing));
  return listing.status === PENDING_PLAN_LOADING ? undefined : listing;
}

const WAIT_FOR_ZIP: readonly number[] = [PENDING_PHOTO_PROCESSING, REJECTED_BY_OWNER, PENDING_PLAN_LOADING];

/**
 * Photos wait for their owner's approval; plans, which the owner has uploaded, need none (docs/contract/http-api.md
 * 5.9).
 */
function statusWithZip(media: MediaDependencies, listing: ActiveListing): number {
  return listing.status === PENDING_PLAN_LOADING ? statusWhenApproved(media) : PENDING_OWNER_APPROVAL;
}

export function statusWhenApproved(media: MediaDependencies): number {
  return media.configuration.features.listingApprovalAdminReview ? PENDING_ADMIN_REVIEW : READY;
}

/** Takes a listing in 7 whose finalization failed back to 6, so that "complete" can be called again. */
export async function freeListing(db: Statements, listingIdentityId: number): Promise<void> {
  const listing = await findActiveListing(db, listingIdentityId);
  if (listing?.status === PENDING_OWNER_APPROVAL) await setListingStatus(db, listing, PENDING_PHOTO_PROCESSING);
}
