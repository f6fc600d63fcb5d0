import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { getAsset, type MediaAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { presignGet } from "../assets/presigned-url.ts";
import { findZipBundle } from "../assets/zip-bundle.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { admitReader } from "../listing/listing-access.ts";
import { downloadKey } from "./download-key.ts";

export interface DownloadItem {
  readonly assetType: string;
  readonly sequence: number;
  readonly resolution: string;
}

export interface DownloadUrl extends DownloadItem {
  readonly url: string;
  readonly expiresIn: number;
}

/** URLs of the items that can be served; others are skipped and only logged (docs/contract/http-api.md 5.5). */
export async function generateDownloadUrls(
  media: MediaDependencies,
  context: RequestContext,
  listingIdentityId: GoInteger,
  items: readonly DownloadItem[],
): Promise<readonly DownloadUrl[]> {
  return media.database.snapshot({ log: context.log }, async (db) => {
    await admitReader(media, context, db, listingIdentityId);
    const urls: DownloadUrl[] = [];
    for (const item of items) {
      const zip = item.assetType === "ZIP" && media.system.features.zipInApi;
      const found = zip
        ? await zipUrl(media, context.log, db, listingIdentityId)
        : await assetUrl(media, context.log, db, listingIdentityId, item);
      if (found) urls.push(found);
    }
    return urls;
  });
}

async function zipUrl(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  listingIdentityId: GoInteger,
): Promise<DownloadUrl | undefined> {
  const listing = { listing_id: listingIdentityId };
  let bundleKey: string | undefined;
  try {
    bundleKey = (await findZipBundle(db, listingIdentityId))?.key;
  } catch (error) {
    log.error("service.media.generate_urls.zip_lookup_error", { ...listing, error: errorText(error) });
    return undefined;
  }
  if (bundleKey === undefined) {
    log.warn("service.media.generate_urls.zip_missing", listing);
    return undefined;
  }
  try {
    return { assetType: "ZIP", sequence: 0, resolution: "zip", ...(await sign(media, bundleKey)) };
  } catch (error) {
    const fields = { ...listing, bundle_key: bundleKey, error: errorText(error) };
    log.error("service.media.generate_urls.zip_generate_failed", fields);
    return undefined;
  }
}

async function assetUrl(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  listingIdentityId: GoInteger,
  item: DownloadItem,
): Promise<DownloadUrl | undefined> {
  const fields = { listing_id: listingIdentityId, asset_type: item.assetType, sequence: item.sequence };
  let asset: MediaAsset;
  try {
    asset = await getAsset(db, listingIdentityId, item.assetType, item.sequence);
  } catch (error) {
    log.warn("service.media.generate_urls.asset_not_found", { ...fields, error: errorText(error) });
    return undefined;
  }
  const key = keyToServe(media.system, log, fields, asset, item.resolution);
  if (key === undefined) return undefined;
  try {
    return { ...item, ...(await sign(media, key)) };
  } catch (error) {
    log.error("service.media.generate_urls.generate_failed", {
      ...fields,
      resolution: item.resolution,
      error: errorText(error),
    });
    return undefined;
  }
}

function keyToServe(
  system: System,
  log: Logger,
  fields: Readonly<Record<string, unknown>>,
  asset: MediaAsset,
  resolution: string,
): string | undefined {
  if (resolution === "original" && asset.status !== "PROCESSED") {
    if (asset.rawKey !== "") return asset.rawKey;
    log.warn("service.media.generate_urls.raw_key_missing", fields);
    return undefined;
  }
  if (asset.status === "PROCESSED" || asset.status === "PROCESSING") return downloadKey(system, asset, resolution);
  log.warn("service.media.generate_urls.asset_status_invalid", {
    ...fields,
    current_status: asset.status,
    expected_status: "PROCESSED or PROCESSING",
  });
  return undefined;
}

async function sign(media: MediaDependencies, key: string): Promise<Pick<DownloadUrl, "url" | "expiresIn">> {
  const lifetimeSeconds = media.configuration.storage.downloadUrlTtlSeconds;
  const bucket = media.configuration.s3.bucketName;
  const url = await presignGet(media.aws.s3Reader, { bucket, key, lifetimeSeconds, nowMs: media.clock.now() });
  return { url, expiresIn: lifetimeSeconds };
}
