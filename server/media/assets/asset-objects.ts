import type { MediaAsset } from "../../database/media-assets.ts";
import { listAssetsOfListing } from "../../database/media-assets.ts";
import type { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { keySegment } from "./asset-type.ts";
import { deleteObjects } from "./storage.ts";

const DERIVED_SIZES = ["thumbnail", "small", "medium", "large"];

/** Keys of the objects that belong to an asset, by what was stored and by convention. */
export function objectsOf(asset: MediaAsset): readonly string[] {
  const name = asset.rawKey.slice(asset.rawKey.lastIndexOf("/") + 1);
  const folder = `${asset.listingIdentityId}/processed/${keySegment(asset.assetType)}`;
  const derived = name === "" ? [] : DERIVED_SIZES.map((size) => `${folder}/${size}/${name}`);
  return [...new Set([asset.rawKey, asset.processedKey, ...derived])].filter((key) => key !== "");
}

/**
 * Deletes objects of a removed asset, except those that another asset of the listing uses: two assets can have one key,
 * and a late deletion may find the key in use again.
 *
 * @throws HttpError 500.
 */
export async function deleteLeftObjects(
  media: MediaDependencies,
  log: Logger,
  listingIdentityId: number,
  keys: readonly string[],
): Promise<void> {
  const assets = await media.database.statements(log, (db) => listAssetsOfListing(db, listingIdentityId));
  const inUse = new Set(assets.flatMap(objectsOf));
  await deleteObjects(
    media,
    log,
    keys.filter((key) => !inUse.has(key)),
  );
}
