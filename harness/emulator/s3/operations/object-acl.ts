import { ACL_HEADERS, privateAcl } from "../acl.ts";
import { findVersion } from "../find-object.ts";
import { versionHeader } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { describeAcl, readAcl } from "./access-control-policy.ts";

export const getObjectAcl: S3Operation = {
  action: "GetObjectAcl",
  parameters: ["versionId"],
  perform({ request, store, owners }) {
    const bucket = store.bucket(request.bucket);
    const object = findVersion(bucket, request, request.method);
    const headers = versionHeader(object.versionId, bucket.versioning !== undefined);
    return xmlResponse("AccessControlPolicy", describeAcl(object.acl ?? privateAcl(object.owner), owners), headers);
  },
};

export const putObjectAcl: S3Operation = {
  action: "PutObjectAcl",
  parameters: ["versionId"],
  headers: ACL_HEADERS,
  perform(call) {
    const { request, store, events } = call;
    const bucket = store.bucket(request.bucket);
    const object = findVersion(bucket, request, request.method);
    object.acl = readAcl(call, bucket, object.owner);
    const { key, etag, versionId } = object;
    events.push({ name: "ObjectAcl:Put", key, etag, versionId });
    return emptyResponse(200, versionHeader(versionId, bucket.versioning !== undefined));
  },
};
