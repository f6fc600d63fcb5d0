import type { MediaAsset } from "../database/media-assets.ts";
import { keySegment } from "./asset-type.ts";

/**
 * Key of a derived object by convention, not by what was stored; whether it exists is not checked, so `original` of a
 * processed photo names an object that nobody makes (contract/pipeline.md 1.3; upstream bug, D25).
 */
export function downloadKey(asset: MediaAsset, resolution: string): string {
  if (asset.assetType === "ZIP") return asset.processedKey;
  const stage = asset.assetType === "THUMBNAIL" ? "thumb" : "processed";
  const directory = `${asset.listingIdentityId}/${stage}/${keySegment(asset.assetType)}/${resolution || "original"}`;
  return `${directory}/${baseName(asset)}`;
}

function baseName(asset: MediaAsset): string {
  const source = asset.processedKey || asset.rawKey || asset.metadata.filename;
  if (!source) return `asset-${asset.listingIdentityId}-${asset.sequence}.bin`;
  return source.slice(source.lastIndexOf("/") + 1);
}
