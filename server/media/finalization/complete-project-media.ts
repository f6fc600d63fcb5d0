import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import { type MediaAsset, upsertAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import { objectIsReadable } from "../assets/storage.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { advanceAtStart, refuseSecondFinalization } from "../listing/listing-progress.ts";
import { loadProjectListing, PROJECT_TYPES, requireProjectUploads } from "../listing/project-listing.ts";
import { dispatchAfterCommit, dispatchInTransaction } from "../outbox/outbox.ts";
import { allAssets, registerFinalization } from "./complete-media.ts";

/**
 * Starts the finalization of a listing whose plans and renders have all arrived (docs/contract/http-api.md 5.9); when
 * its ZIP exists the listing is ready, or waits for the administrator, without the owner's approval.
 *
 * @throws HttpError 403, 404, 409, 500.
 */
export async function completeProjectMedia(
  media: MediaDependencies,
  context: RequestContext,
  listingIdentityId: GoInteger,
): Promise<void> {
  requireProjectUploads(media);
  const { log } = context;
  const fields = { listing_identity_id: listingIdentityId };
  const { task, state } = await media.database.transaction({ log }, async (db) => {
    const listing = await loadProjectListing(media, context, db, listingIdentityId, "has plans");
    await refuseSecondFinalization(media, db, listing);
    const assets = (await allAssets(db, log, listing)).filter(({ assetType }) => PROJECT_TYPES.includes(assetType));
    if (assets.length === 0) throw new HttpError(409, "no project assets found for this listing");
    const ready: MediaAsset[] = [];
    for (const asset of assets) ready.push(await readyPlan(media, log, db, asset));
    const task = await registerFinalization(media, context, db, listing, ready);
    const state = await dispatchInTransaction(media, log, db, task);
    await advanceAtStart(media, log, db, listing);
    return { task, state };
  });
  await dispatchAfterCommit(media, log, task, state);
  log.info("service.media.complete_project.started_zip", { ...fields, job_id: task.jobId });
}

/**
 * D23's fourth part: a plan that has just been uploaded is neither processed nor pending for the pipeline, so it is
 * never ready. Instead a plan whose object has arrived counts as processed, because plans are stored unchanged.
 */
async function readyPlan(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  asset: MediaAsset,
): Promise<MediaAsset> {
  const refuse = (message: string) =>
    new HttpError(409, message, { assetType: asset.assetType, sequence: asset.sequence });
  if (asset.rawKey === "") throw refuse("project asset is missing raw key");
  switch (asset.status) {
    case "FAILED":
      throw refuse("project asset processing failed; re-upload required");
    case "PROCESSING":
      throw refuse("project asset is processing; please wait");
    case "PROCESSED":
      if (asset.processedKey === "") throw refuse("processed project asset missing processed key");
      return asset;
  }
  if (!(await objectIsReadable(media, log, asset.rawKey))) throw refuse("project asset is still pending upload");
  const ready: MediaAsset = { ...asset, status: "PROCESSED", processedKey: asset.rawKey };
  await upsertAsset(db, ready).catch(() => {
    throw new HttpError(500, "failed to update asset");
  });
  return ready;
}
