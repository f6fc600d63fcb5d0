import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { listAssetsOfListing, type MediaAsset } from "../../database/media-assets.ts";
import { insertJob } from "../../database/media-jobs.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { loadListingToWorkOn } from "../listing/listing-access.ts";
import { advanceAtStart, advancesAtStart, refuseSecondFinalization } from "../listing/listing-progress.ts";
import { requireListingId } from "../listing/load-listing.ts";
import { notifyOwner } from "../listing/owner-notification.ts";
import { dispatchAfterCommit, dispatchInTransaction, type OutboxTask } from "../outbox/outbox.ts";
import { transactionReport } from "../transaction-report.ts";
import { finalizableAssets } from "./finalizable-assets.ts";
import { finalizationInput } from "./finalization-input.ts";
import { finalizationProvider } from "./job-provider.ts";

/**
 * Starts the finalization of a listing whose assets are all processed; the answer means "started", not "the ZIP exists"
 * (docs/contract/http-api.md 5.3).
 *
 * @throws HttpError as the contract lists.
 */
export async function completeMedia(
  media: MediaDependencies,
  context: RequestContext,
  listingIdentityId: GoInteger,
): Promise<void> {
  requireListingId(listingIdentityId);
  const { log } = context;
  const report = transactionReport("complete", log, { listing_identity_id: listingIdentityId });
  const { listing, assets, task, state } = await media.database.transaction(report, async (db) => {
    const event = "service.media.complete.get_listing_error";
    const listing = await loadListingToWorkOn(media, context, db, listingIdentityId, event);
    refuseOtherStatus(media, listing);
    await refuseSecondFinalization(media, db, listing);
    const assets = finalizableAssets(media.system, await allAssets(db, log, listing));
    const task = await registerFinalization(media, context, db, listing, assets);
    const state = await dispatchInTransaction(media, log, db, task);
    await advanceAtStart(media, log, db, listing);
    return { listing, assets, task, state };
  });
  const executionArn = await dispatchAfterCommit(media, log, task, state);
  if (advancesAtStart(media)) await notifyOwner(media, context, listing, task.jobId);
  log.info("service.media.complete.started_zip", {
    listing_identity_id: listingIdentityId,
    job_id: task.jobId,
    execution_arn: executionArn,
    assets_count: assets.length,
  });
}

function refuseOtherStatus(media: MediaDependencies, listing: ActiveListing): void {
  const allowed = media.system.features.completeFrom;
  if (allowed.includes(listing.status)) return;
  const names = allowed.length > 1 ? "PENDING_PHOTO_PROCESSING or REJECTED_BY_OWNER" : "PENDING_PHOTO_PROCESSING";
  throw new HttpError(409, `listing is not in ${names} status`);
}

/** @throws HttpError 500 `failed to list assets`. */
export async function allAssets(db: Statements, log: Logger, listing: ActiveListing): Promise<readonly MediaAsset[]> {
  try {
    return await listAssetsOfListing(db, listing.identityId);
  } catch (error) {
    const fields = { err: errorText(error), listing_identity_id: listing.identityId };
    log.error("service.media.complete.list_assets_error", fields);
    throw new HttpError(500, "failed to list assets");
  }
}

/** @throws HttpError 500 `failed to register zip job`. */
export async function registerFinalization(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listing: ActiveListing,
  assets: readonly MediaAsset[],
): Promise<OutboxTask> {
  const listingIdentityId = listing.identityId;
  let jobId: number;
  try {
    jobId = await insertJob(db, listingIdentityId, finalizationProvider(media.system));
  } catch (error) {
    const fields = { err: errorText(error), listing_identity_id: listingIdentityId };
    context.log.error("service.media.complete.register_job_error", fields);
    throw new HttpError(500, "failed to register zip job");
  }
  const traceparent = context.traceparent();
  const body = finalizationInput(media.system, { jobId, listingIdentityId, assets, traceparent });
  return { kind: "finalize", jobId, listingIdentityId, body, traceparent };
}
