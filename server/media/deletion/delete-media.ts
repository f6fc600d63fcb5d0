import type { Statements } from "../../database/database.ts";
import { deleteAsset, type MediaAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText } from "../../logging/logger.ts";
import { objectsOf } from "../assets/asset-objects.ts";
import { type AssetReference, loadAsset } from "../assets/asset-reference.ts";
import { deleteObjects } from "../assets/storage.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { admitToAssets } from "../listing/listing-access.ts";
import { requireListingId } from "../listing/load-listing.ts";
import { noteRemoval, removeNoted } from "../outbox/object-removal.ts";
import { transactionReport } from "../transaction-report.ts";

/**
 * Removes an asset and its objects (docs/contract/http-api.md 5.7).
 *
 * D28: every metadata value counts as a key, file name and checksum too (docs/contract/http-api.md 5.7), so that a
 * client can have any object deleted. The current revision empties the storage first, inside the transaction; the
 * incident's after the answer, one key at a time, and only logs what fails. Instead the asset's own objects are deleted
 * after the commit, and what fails then is repeated by the reconciler.
 *
 * @throws HttpError 400, 403, 404, 500.
 */
export async function deleteMedia(
  media: MediaDependencies,
  context: RequestContext,
  reference: AssetReference,
  admit: (db: Statements) => Promise<unknown> = (db) => admitToAssets(media, context, db, reference.listingIdentityId),
): Promise<void> {
  requireListingId(reference.listingIdentityId);
  const anyKey = media.system.has("D28");
  const storageFirst = anyKey && media.system.revision !== "incident";
  const report = transactionReport("delete", context.log);
  const { keys, removal } = await media.database.transaction(report, async (db) => {
    await admit(db);
    const asset = await loadAsset(media.system, db, reference);
    const keys = anyKey ? everyValue(asset) : objectsOf(asset);
    if (storageFirst) await emptyStorage(media, context, reference, keys);
    await removeRow(db, asset);
    const removal = anyKey ? undefined : await noteRemoval(media, db, asset.listingIdentityId, keys);
    return { keys, removal };
  });
  if (removal) await removeNoted(media, context.log, removal);
  else if (!storageFirst) context.afterResponse(() => deleteOneByOne(media, context, keys));
}

function everyValue(asset: MediaAsset): readonly string[] {
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
