import type { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import { HttpError } from "../../http/http-error.ts";

/**
 * The processed assets of a listing, all of which must be ready; the first problem in list order decides
 * (docs/contract/http-api.md 5.3). Assets in an unknown status are ignored.
 *
 * @throws HttpError 409.
 */
export function finalizableAssets(system: System, assets: readonly MediaAsset[]): readonly MediaAsset[] {
  if (assets.length === 0) throw new HttpError(409, "no assets found for this listing");
  for (const asset of assets) refuseUnready(system, asset);
  const processed = assets.filter((asset) => asset.status === "PROCESSED");
  if (processed.length === 0) throw new HttpError(409, "no processed assets found to finalize");
  return processed;
}

function refuseUnready(system: System, asset: MediaAsset): void {
  switch (asset.status) {
    case "PROCESSING":
      throw new HttpError(409, "assets are still processing, please wait");
    case "PENDING_UPLOAD":
      throw new HttpError(409, "assets are pending upload, please call /process endpoint first");
    case "FAILED":
      throw new HttpError(409, "some assets failed processing, please remove or retry them");
    case "PROCESSED": {
      const details = { asset: `assetId:${asset.id}` };
      if (system.features.zipSources === "raw" && asset.rawKey === "") {
        throw new HttpError(409, "processed assets are missing original keys", details);
      }
      if (asset.processedKey === "") throw new HttpError(409, "processed assets are missing finalized keys", details);
    }
  }
}
