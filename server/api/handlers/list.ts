import { formatRfc3339 } from "../../../system/go/rfc3339.ts";
import type { System } from "../../../system/revisions.ts";
import type { MediaAsset } from "../../database/media-assets.ts";
import type { RequestContext } from "../../http/context.ts";
import { totalPages } from "../../http/documented-answers.ts";
import { atLeast, atMost, FieldErrors, oneOf, required, whenGiven } from "../../http/field-rules.ts";
import { jsonReply, queryOf, type Reply } from "../../http/messages.ts";
import { Query } from "../../http/query.ts";
import { ASSET_TYPES, assetTypeOf } from "../../media/assets/asset-type.ts";
import { listMedia } from "../../media/assets/list-media.ts";
import type { ZipBundle } from "../../media/assets/zip-bundle.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";

/** `GET /listings/media`. */
export async function handleList(
  media: () => MediaDependencies,
  system: System,
  context: RequestContext,
): Promise<Reply> {
  const query = new Query(queryOf(context.request));
  const given = {
    listingIdentityId: query.unsigned("listingIdentityId"),
    assetType: assetTypeOf(system, query.text("assetType")),
    // Go's pointer to a number: 0 is a filter like any other (docs/contract/http-api.md 5.4).
    sequence: query.has("sequence") ? Number(query.unsigned("sequence", 255n)) : undefined,
    page: query.integer("page", 1),
    limit: query.integer("limit", 20),
    sort: query.text("sort", "sequence"),
    order: query.text("order", "asc"),
  };
  const errors = new FieldErrors();
  errors.check("listingIdentityID", given.listingIdentityId, required, atLeast(1));
  if (system.features.assetTypeEnforced) errors.check("assetType", given.assetType, whenGiven(oneOf(ASSET_TYPES)));
  errors.check("page", given.page, atLeast(1));
  errors.check("limit", given.limit, atLeast(1), atMost(100));
  errors.check("sort", given.sort, oneOf(["sequence", "id"]));
  errors.check("order", given.order, oneOf(["asc", "desc"]));
  errors.refuse();
  const page = Number(given.page);
  const limit = Number(given.limit);
  const { assets, total, zipBundle } = await listMedia(media(), context, {
    ...given,
    page,
    limit,
    sort: given.sort === "id" ? "id" : "sequence",
    order: given.order === "desc" ? "desc" : "asc",
  });
  return jsonReply(200, {
    data: assets.map(assetBody),
    pagination: { page, limit, total, totalPages: totalPages(system, total, limit) },
    ...(zipBundle ? { zipBundle: zipBody(zipBundle) } : {}),
  });
}

function assetBody(asset: MediaAsset): unknown {
  const metadata = Object.entries(asset.metadata).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    id: asset.id,
    listingIdentityId: asset.listingIdentityId,
    assetType: asset.assetType,
    sequence: asset.sequence,
    status: asset.status,
    ...(asset.title === "" ? {} : { title: asset.title }),
    ...(metadata.length === 0 ? {} : { metadata: Object.fromEntries(metadata) }),
    ...(asset.rawKey === "" ? {} : { s3KeyRaw: asset.rawKey }),
    ...(asset.processedKey === "" ? {} : { s3KeyProcessed: asset.processedKey }),
  };
}

function zipBody(zip: ZipBundle): unknown {
  return {
    bundleKey: zip.key,
    assetsCount: zip.assetsCount,
    zipSizeBytes: zip.zipSizeBytes,
    estimatedExtractedBytes: zip.unzippedSizeBytes,
    ...(zip.completedAtMs === null ? {} : { completedAt: formatRfc3339(zip.completedAtMs) }),
  };
}
