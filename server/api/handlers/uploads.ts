import { type GoInteger, goSlice, goString, goStruct, goUint64 } from "../../../system/go/json-binding.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { atLeast, FieldErrors, required } from "../../http/field-rules.ts";
import { jsonReply, type Reply } from "../../http/messages.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { requestUploadUrls, type UploadUrl } from "../../media/uploads/request-upload-urls.ts";
import { checkDescription, checkFiles, fileFields, uploadFileOf } from "./upload-file.ts";

const bodyType = goStruct("dto.RequestUploadURLsRequest", {
  listingIdentityId: goUint64,
  files: goSlice(goStruct("dto.RequestUploadFile", { ...fileFields, orientation: goString })),
});

/** `POST /listings/media/uploads`. */
export async function handleUploads(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const body = bindJson(context.request.body, bodyType);
  const files = body.files ?? [];
  const errors = new FieldErrors();
  checkFiles(errors, body);
  for (const [index, file] of files.entries()) {
    const field = `files[${index}]`;
    errors.check(`${field}.assetType`, file.assetType, required);
    errors.check(`${field}.orientation`, file.orientation, required);
    checkDescription(errors, field, file);
    errors.check(`${field}.sequence`, file.sequence, required, atLeast(1));
  }
  errors.refuse();
  const urls = await requestUploadUrls(media(), context, {
    listingIdentityId: body.listingIdentityId,
    files: files.map(uploadFileOf),
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
