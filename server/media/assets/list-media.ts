import type { GoInteger } from "../../../system/go/json-binding.ts";
import { type AssetPage, countAssets, type MediaAsset, pageOfAssets } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { HttpError } from "../../http/http-error.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { admitReader } from "../listing/listing-access.ts";
import { findZipBundle, type ZipBundle } from "./zip-bundle.ts";

export interface ListRequest {
  readonly listingIdentityId: GoInteger;
  readonly assetType: string;
  /** Undefined: any. */
  readonly sequence: number | undefined;
  readonly page: number;
  readonly limit: number;
  readonly sort: "sequence" | "id";
  readonly order: "asc" | "desc";
}

export interface MediaList {
  readonly assets: readonly MediaAsset[];
  readonly total: number;
  readonly zipBundle: ZipBundle | undefined;
}

/** One page of a listing's assets; with D33 an unknown listing has none (docs/contract/http-api.md 5.4). */
export async function listMedia(
  media: MediaDependencies,
  context: RequestContext,
  request: ListRequest,
): Promise<MediaList> {
  const page: AssetPage = { ...request, offset: (request.page - 1) * request.limit };
  return media.database.snapshot({ log: context.log }, async (db) => {
    await admitReader(media, context, db, request.listingIdentityId);
    const assets = await pageOfAssets(db, page).catch(() => {
      throw new HttpError(500, "failed to list assets");
    });
    const total = await countAssets(db, page).catch(() => {
      throw new HttpError(500, "failed to count assets");
    });
    if (!media.system.features.zipInApi) return { assets, total, zipBundle: undefined };
    const zipBundle = await findZipBundle(db, request.listingIdentityId).catch(() => {
      throw new HttpError(500, "failed to fetch finalization job");
    });
    return { assets, total, zipBundle };
  });
}
