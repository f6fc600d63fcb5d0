import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { NoRowsError } from "../../database/database-error.ts";
import { getAsset, type MediaAsset } from "../../database/media-assets.ts";
import { HttpError } from "../../http/http-error.ts";
import { assetTypeOf } from "./asset-type.ts";

/** How a client names one asset. */
export interface AssetReference {
  readonly listingIdentityId: GoInteger;
  readonly assetType: string;
  readonly sequence: number;
}

/** @throws HttpError 404 `asset not found`, 500 `failed to get asset`. */
export async function loadAsset(system: System, db: Statements, reference: AssetReference): Promise<MediaAsset> {
  try {
    return await getAsset(
      db,
      reference.listingIdentityId,
      assetTypeOf(system, reference.assetType),
      reference.sequence,
    );
  } catch (error) {
    if (error instanceof NoRowsError) throw new HttpError(404, "asset not found");
    throw new HttpError(500, "failed to get asset");
  }
}
