import { goSlice, goString, goStruct, goUint8, goUint64 } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { atLeast, FieldErrors, oneOf, required } from "../../http/field-rules.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import { ASSET_TYPES, assetTypeOf } from "../../media/assets/asset-type.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { generateDownloadUrls } from "../../media/downloads/generate-download-urls.ts";

const RESOLUTIONS = ["thumbnail", "small", "medium", "large", "original"];

const bodyType = goStruct("dto.GenerateDownloadURLsRequest", {
  listingIdentityId: goUint64,
  requests: goSlice(
    goStruct("dto.DownloadRequestItem", { assetType: goString, sequence: goUint8, resolution: goString }),
  ),
});

/** `POST /listings/media/download`. */
export async function handleDownload(
  media: () => MediaDependencies,
  system: System,
  context: RequestContext,
): Promise<Reply> {
  const body = bindJson(context.request.body, bodyType);
  const items = (body.requests ?? []).map((item) => ({
    ...item,
    assetType: assetTypeOf(system, item.assetType),
    sequence: Number(item.sequence),
  }));
  const enforced = system.features.assetTypeEnforced;
  const errors = new FieldErrors();
  errors.check("listingIdentityID", body.listingIdentityId, required, atLeast(1));
  errors.check("requests", body.requests, required, atLeast(1));
  for (const [index, item] of items.entries()) {
    const field = `requests[${index}]`;
    errors.check(`${field}.assetType`, item.assetType, required, ...(enforced ? [oneOf(ASSET_TYPES)] : []));
    errors.check(`${field}.sequence`, item.sequence, ...(hasNoSequence(system, item.assetType) ? [] : [required]));
    const resolutions = enforced ? [...RESOLUTIONS, "zip"] : RESOLUTIONS;
    errors.check(`${field}.resolution`, item.resolution, required, oneOf(resolutions));
  }
  errors.refuse();
  const urls = await generateDownloadUrls(media(), context, body.listingIdentityId, items);
  return jsonReply(200, {
    listingIdentityId: body.listingIdentityId,
    urls: urls.map(({ assetType, sequence, resolution, url, expiresIn }) => ({
      assetType,
      sequence,
      resolution,
      url,
      expiresIn,
    })),
  });
}

/** D24: a ZIP must be asked for with a sequence, although it has none and its answer says 0. */
function hasNoSequence(system: System, assetType: string): boolean {
  return assetType === "ZIP" && !system.has("D24");
}
