import type { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { keySegment } from "../assets/asset-type.ts";

/**
 * Key of a derived object by convention, not by what was stored; whether it exists is not checked
 * (docs/contract/pipeline.md 1.3).
 *
 * D25: this also holds for `original` of a processed photo, so it names an object that nobody creates. Instead it is
 * the uploaded photo; of a video it is the converted one, which does exist.
 */
export function downloadKey(system: System, asset: MediaAsset, resolution: string): string {
  if (asset.assetType === "ZIP") return asset.processedKey;
  const unconverted = !asset.assetType.includes("VIDEO") && asset.rawKey !== "";
  if (resolution === "original" && unconverted && !system.has("D25")) return asset.rawKey;
  const stage = asset.assetType === "THUMBNAIL" ? "thumb" : "processed";
  const directory = `${asset.listingIdentityId}/${stage}/${keySegment(asset.assetType)}/${resolution || "original"}`;
  return `${directory}/${baseName(asset)}`;
}

function baseName(asset: MediaAsset): string {
  const source = asset.processedKey || asset.rawKey || asset.metadata.filename;
  if (!source) return `asset-${asset.listingIdentityId}-${asset.sequence}.bin`;
  return source.slice(source.lastIndexOf("/") + 1);
}
