import type { Statements } from "../database/database.ts";
import { deleteAsset, type MediaAsset } from "../database/media-assets.ts";
import type { RequestContext } from "../http/context.ts";
import { HttpError } from "../http/http-error.ts";
import { errorText } from "../logging/logger.ts";
import { type AssetReference, loadAsset } from "./asset-reference.ts";
import type { MediaDependencies } from "./dependencies.ts";
import { requireListingId } from "./load-listing.ts";
import { deleteObjects } from "./storage.ts";

/**
 * Removes an asset and its objects. The current revision empties the storage first, inside the transaction; the
 * incident's after the answer, one key at a time, and only logs what fails (contract/http-api.md 5.7).
 *
 * @throws HttpError 400, 404, 500.
 */
export async function deleteMedia(
  media: MediaDependencies,
  context: RequestContext,
  reference: AssetReference,
): Promise<void> {
  requireListingId(reference.listingIdentityId);
  const storageFirst = media.system.revision !== "incident";
  const report = {
    log: context.log,
    fields: {},
    rollbackEvent: "service.media.delete.rollback_error",
    commitMessage: "failed to commit transaction",
  };
  const keys = await media.database.transaction(report, async (db) => {
    const asset = await loadAsset(db, reference);
    const keys = objectKeys(asset);
    if (storageFirst) await emptyStorage(media, context, reference, keys);
    await removeRow(db, asset);
    return keys;
  });
  if (!storageFirst) context.afterResponse(() => deleteOneByOne(media, context, keys));
}

/** Every metadata value counts as a key, file name and checksum too (upstream bug, D28; CONTRADICTIONS B19). */
function objectKeys(asset: MediaAsset): readonly string[] {
  const values = [asset.rawKey, asset.processedKey, ...Object.values(asset.metadata)];
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))];
}

async function emptyStorage(
  media: MediaDependencies,
  context: RequestContext,
  reference: AssetReference,
  keys: readonly string[],
): Promise<void> {
  try {
    await deleteObjects(media, context.log, keys);
  } catch (error) {
    context.log.error("service.media.delete.s3_error", {
      err: errorText(error),
      listing_identity_id: reference.listingIdentityId,
      asset_type: reference.assetType,
      sequence: reference.sequence,
    });
    throw error;
  }
}

async function removeRow(db: Statements, asset: MediaAsset): Promise<void> {
  await deleteAsset(db, asset.id).catch(() => {
    throw new HttpError(500, "failed to delete asset from db");
  });
}

async function deleteOneByOne(
  media: MediaDependencies,
  context: RequestContext,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) {
    try {
      await deleteObjects(media, context.log, [key]);
    } catch (error) {
      context.log.warn("service.media.delete.s3_failed", { key, err: errorText(error) });
    }
  }
}
