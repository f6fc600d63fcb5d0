import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { Statements } from "../../database/database.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { listAssetsOfListing, type MediaAsset, setAssetJob, upsertAsset } from "../../database/media-assets.ts";
import { insertJob } from "../../database/media-jobs.ts";
import { assetsKnowTheirJob } from "../../database/schema.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";
import { objectIsReadable } from "../assets/storage.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { loadListingToWorkOn } from "../listing/listing-access.ts";
import { PENDING_PHOTO_PROCESSING, REJECTED_BY_OWNER } from "../listing/listing-status.ts";
import { requireListingId } from "../listing/load-listing.ts";
import { dispatchAfterCommit, dispatchInTransaction, type OutboxTask, type OutboxTaskState } from "../outbox/outbox.ts";
import { processingMessageBody } from "../outbox/queue.ts";
import { transactionReport } from "../transaction-report.ts";

/**
 * Hands all assets that wait to the pipeline, one message per job (docs/contract/http-api.md 5.2).
 *
 * @throws HttpError as the contract lists.
 */
export async function processMedia(
  media: MediaDependencies,
  context: RequestContext,
  listingIdentityId: GoInteger,
): Promise<void> {
  requireListingId(listingIdentityId);
  const { log } = context;
  const report = transactionReport("process", log, { listing_identity_id: listingIdentityId });
  const jobs = await media.database.transaction(report, async (db) => {
    const listing = await loadListingToWorkOn(media, context, db, listingIdentityId);
    if (listing.status !== PENDING_PHOTO_PROCESSING && listing.status !== REJECTED_BY_OWNER) {
      throw new HttpError(409, "listing is not awaiting media processing");
    }
    const assets = await waitingAssets(db, listing);
    if (media.system.features.headBeforeEnqueue) await requireObjects(media, log, assets);
    const jobs: ProcessingJob[] = [];
    for (const batch of batchesOf(media, assets)) {
      const task = await registerJob(media, context, db, listing, batch);
      const state = await dispatchInTransaction(media, log, db, task);
      jobs.push({ task, state, assetsCount: batch.length });
    }
    return jobs;
  });
  for (const { task, state, assetsCount } of jobs) {
    await dispatchAfterCommit(media, log, task, state);
    log.info("service.media.process.started", {
      listing_identity_id: listingIdentityId,
      assets_count: assetsCount,
      job_id: task.jobId,
    });
  }
}

interface ProcessingJob {
  readonly task: OutboxTask;
  readonly state: OutboxTaskState;
  readonly assetsCount: number;
}

/**
 * D21's other half: one job takes all assets, however many they are, until its callback or the execution's data become
 * too large. Instead a job takes at most as many as may be uploaded in one call.
 */
function batchesOf(media: MediaDependencies, assets: readonly MediaAsset[]): readonly (readonly MediaAsset[])[] {
  const size = media.configuration.limits.maxFilesPerBatch;
  if (assets.length <= size || media.system.has("D21")) return [assets];
  const count = Math.ceil(assets.length / size);
  return Array.from({ length: count }, (_, index) => assets.slice(index * size, (index + 1) * size));
}

async function waitingAssets(db: Statements, listing: ActiveListing): Promise<readonly MediaAsset[]> {
  const assets = await listAssetsOfListing(db, listing.identityId, ["PENDING_UPLOAD", "FAILED"]).catch(() => {
    throw new HttpError(500, "failed to list pending assets");
  });
  if (assets.length > 0) return assets;
  throw new HttpError(400, "no assets available for processing", { listingIdentityId: listing.identityId });
}

async function requireObjects(media: MediaDependencies, log: Logger, assets: readonly MediaAsset[]): Promise<void> {
  const keys = new Set(assets.map((asset) => asset.rawKey).filter((key) => key !== ""));
  for (const key of keys) {
    if (await objectIsReadable(media, log, key)) continue;
    log.error("service.media.process.raw_head_failed", { key, err: "failed to retrieve object metadata" });
    throw new HttpError(400, "raw media file not found or inaccessible", { key });
  }
}

async function registerJob(
  media: MediaDependencies,
  context: RequestContext,
  db: Statements,
  listing: ActiveListing,
  assets: readonly MediaAsset[],
): Promise<OutboxTask> {
  const listingIdentityId = listing.identityId;
  const jobId = await insertJob(db, listingIdentityId, "STEP_FUNCTIONS").catch(() => {
    throw new HttpError(500, "failed to register job");
  });
  const ready: MediaAsset[] = [];
  for (const asset of assets) {
    if (asset.rawKey === "") {
      const ids = { asset_id: asset.id, listing_identity_id: listingIdentityId };
      context.log.warn("service.media.process.asset_missing_raw_key", ids);
      continue;
    }
    await markProcessing(media, db, asset, jobId);
    ready.push(asset);
  }
  if (ready.length === 0) throw new HttpError(400, "no assets ready for processing", { listingIdentityId });
  const body = processingMessageBody(jobId, listingIdentityId, ready);
  return { kind: "process", jobId, listingIdentityId, body, traceparent: context.traceparent() };
}

async function markProcessing(
  media: MediaDependencies,
  db: Statements,
  asset: MediaAsset,
  jobId: number,
): Promise<void> {
  try {
    await upsertAsset(db, { ...asset, status: "PROCESSING" });
    if (assetsKnowTheirJob(media.system)) await setAssetJob(db, asset.id, jobId);
  } catch {
    throw new HttpError(500, "failed to update asset status");
  }
}
