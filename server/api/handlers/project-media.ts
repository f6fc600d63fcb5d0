import { goSlice, goString, goStruct, goUint8, goUint64 } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import { bindJson } from "../../http/binding.ts";
import type { RequestContext } from "../../http/context.ts";
import { atLeast, FieldErrors, oneOf, required } from "../../http/field-rules.ts";
import { HttpError } from "../../http/http-error.ts";
import { emptyReply, jsonReply, type Reply } from "../../http/messages.ts";
import { assetTypeOf } from "../../media/assets/asset-type.ts";
import { deleteMedia } from "../../media/deletion/delete-media.ts";
import type { MediaDependencies } from "../../media/dependencies.ts";
import { completeProjectMedia } from "../../media/finalization/complete-project-media.ts";
import { loadProjectListing, PROJECT_TYPES, requireProjectUploads } from "../../media/listing/project-listing.ts";
import { requestUploadUrls } from "../../media/uploads/request-upload-urls.ts";
import { checkDescription, checkFiles, fileFields, uploadFileOf } from "./upload-file.ts";
import { uploadsReply } from "./uploads.ts";

const uploadsType = goStruct("dto.RequestProjectUploadURLsRequest", {
  listingIdentityId: goUint64,
  files: goSlice(goStruct("dto.RequestProjectUploadFile", fileFields)),
});
const completeType = goStruct("dto.CompleteProjectMediaRequest", { listingIdentityId: goUint64 });
const deleteType = goStruct("dto.DeleteProjectMediaRequest", {
  listingIdentityId: goUint64,
  assetType: goString,
  sequence: goUint8,
});

/** `POST /listings/project-media/uploads` (docs/contract/http-api.md 5.9). */
export async function handleProjectUploads(
  media: () => MediaDependencies,
  system: System,
  context: RequestContext,
): Promise<Reply> {
  const body = bindJson(context.request.body, uploadsType);
  const files = (body.files ?? []).map((file) => ({ ...file, assetType: assetTypeOf(system, file.assetType) }));
  const errors = new FieldErrors();
  checkFiles(errors, body);
  for (const [index, file] of files.entries()) {
    const field = `files[${index}]`;
    errors.check(`${field}.assetType`, file.assetType, required, oneOf(PROJECT_TYPES));
    errors.check(`${field}.sequence`, file.sequence, required, atLeast(1));
    checkDescription(errors, field, file);
  }
  errors.refuse();
  requireProjectUploads(media());
  const request = { listingIdentityId: body.listingIdentityId, files: files.map(uploadFileOf) };
  const urls = await requestUploadUrls(media(), context, request, {
    purpose: "keeping",
    admit: (...at) => loadProjectListing(...at, "may be its first plan"),
  });
  return uploadsReply(media(), body.listingIdentityId, urls);
}

/** `POST /listings/project-media/complete`. */
export async function handleProjectComplete(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const { listingIdentityId } = bindJson(context.request.body, completeType);
  const errors = new FieldErrors();
  errors.check("listingIdentityID", listingIdentityId, required, atLeast(1));
  errors.refuse();
  await completeProjectMedia(media(), context, listingIdentityId);
  return jsonReply(200, { status: "project_media_completed" });
}

/** `DELETE /listings/project-media`, with a body. */
export async function handleProjectDelete(media: () => MediaDependencies, context: RequestContext): Promise<Reply> {
  const body = bindJson(context.request.body, deleteType);
  const errors = new FieldErrors();
  errors.check("listingIdentityID", body.listingIdentityId, required, atLeast(1));
  errors.check("assetType", body.assetType, required);
  errors.check("sequence", body.sequence, required, atLeast(1));
  errors.refuse();
  const assetType = body.assetType.toUpperCase();
  if (!PROJECT_TYPES.includes(assetType)) {
    throw new HttpError(400, "unsupported assetType", { assetType: body.assetType });
  }
  const reference = { ...body, assetType, sequence: Number(body.sequence) };
  await deleteMedia(media(), context, reference, (db) =>
    loadProjectListing(media(), context, db, body.listingIdentityId, "has plans"),
  );
  return emptyReply(204);
}
