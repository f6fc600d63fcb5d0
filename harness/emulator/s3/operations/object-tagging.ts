import { findVersion } from "../find-object.ts";
import { versionHeader } from "../object-headers.ts";
import type { S3Call, S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { describeTags } from "../tags.ts";
import { readTagging } from "./bucket-tagging.ts";

const parameters = ["versionId"];

function versionOf({ request, store }: S3Call) {
  const bucket = store.bucket(request.bucket);
  const object = findVersion(bucket, request, request.method);
  return { object, headers: versionHeader(object.versionId, bucket.versioning !== undefined) };
}

export const getObjectTagging: S3Operation = {
  action: "GetObjectTagging",
  parameters,
  perform(call) {
    const { object, headers } = versionOf(call);
    return xmlResponse("Tagging", { TagSet: describeTags(object.tags ?? new Map()) }, headers);
  },
};

export const putObjectTagging: S3Operation = {
  action: "PutObjectTagging",
  parameters,
  perform(call) {
    const { object, headers } = versionOf(call);
    object.tags = readTagging(call, "object");
    call.events.push({ name: "ObjectTagging:Put", key: object.key, etag: object.etag, versionId: object.versionId });
    return emptyResponse(200, headers);
  },
};

export const deleteObjectTagging: S3Operation = {
  action: "DeleteObjectTagging",
  parameters,
  perform(call) {
    const { object, headers } = versionOf(call);
    object.tags = undefined;
    call.events.push({ name: "ObjectTagging:Delete", key: object.key, etag: object.etag, versionId: object.versionId });
    return emptyResponse(204, headers);
  },
};
