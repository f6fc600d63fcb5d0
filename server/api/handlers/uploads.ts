import {
  type GoInteger,
  goInt64,
  goMap,
  goSlice,
  goString,
  goStruct,
  goUint8,
  goUint64,
} from "../../../system/go/json-binding.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { atLeast, FieldErrors, required } from "../../http/field-rules.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { requestUploadUrls, type UploadUrl } from "../../media/uploads/request-upload-urls.ts";

const bodyType = goStruct("dto.RequestUploadURLsRequest", {
  listingIdentityId: goUint64,
  files: goSlice(
    goStruct("dto.RequestUploadFile", {
      assetType: goString,
      orientation: goString,
      filename: goString,
      contentType: goString,
      bytes: goInt64,
      checksum: goString,
      title: goString,
      sequence: goUint8,
      metadata: goMap(goString),
    }),
  ),
});

/** `POST /listings/media/uploads`. */
export async function handleUploads(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const body = bindJson(context.request.body, bodyType);
  const files = body.files ?? [];
  const errors = new FieldErrors();
  errors.check("listingIdentityID", body.listingIdentityId, required, atLeast(1));
  errors.check("files", body.files, required, atLeast(1));
  for (const [index, file] of files.entries()) {
    const field = `files[${index}]`;
    errors.check(`${field}.assetType`, file.assetType, required);
    errors.check(`${field}.orientation`, file.orientation, required);
    errors.check(`${field}.filename`, file.filename, required);
    errors.check(`${field}.contentType`, file.contentType, required);
    errors.check(`${field}.bytes`, file.bytes, required, atLeast(1));
    errors.check(`${field}.checksum`, file.checksum, required);
    errors.check(`${field}.sequence`, file.sequence, required, atLeast(1));
  }
  errors.refuse();
  const urls = await requestUploadUrls(media(), context, {
    listingIdentityId: body.listingIdentityId,
    files: files.map((file) => ({
      ...file,
      sequence: Number(file.sequence),
      metadata: file.metadata ?? new Map<string, string>(),
    })),
  });
  return uploadsReply(media(), body.listingIdentityId, urls);
}

export function uploadsReply(
  media: MediaDependencies,
  listingIdentityId: GoInteger,
  urls: readonly UploadUrl[],
): Reply {
  return jsonReply(201, {
    listingIdentityId,
    uploadUrlTtlSeconds: media.configuration.storage.uploadUrlTtlSeconds,
    files: urls.map(({ file, uploadUrl, headers, objectKey }) => ({
      assetType: file.assetType,
      sequence: file.sequence,
      uploadUrl,
      method: "PUT",
      headers,
      objectKey,
      ...(file.title === "" ? {} : { title: file.title }),
    })),
  });
}
