import { ACL_HEADERS } from "../acl.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { describeAcl, readAcl } from "./access-control-policy.ts";

export const getBucketAcl: S3Operation = {
  action: "GetBucketAcl",
  perform: ({ request, store, owners }) =>
    xmlResponse("AccessControlPolicy", describeAcl(store.bucket(request.bucket).acl, owners)),
};

export const putBucketAcl: S3Operation = {
  action: "PutBucketAcl",
  headers: ACL_HEADERS,
  perform(call) {
    const bucket = call.store.bucket(call.request.bucket);
    bucket.settings.acl = readAcl(call, bucket, bucket.owner);
    return emptyResponse(200);
  },
};
