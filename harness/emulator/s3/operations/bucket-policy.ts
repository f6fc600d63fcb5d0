import { httpResponse } from "../../../network/http.ts";
import { readPolicy } from "../access/policy-document.ts";
import { isPublicAcl } from "../acl.ts";
import { accessDenied } from "../errors.ts";
import { verifyIntegrity } from "../integrity.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse, xmlResponse } from "../responses.ts";
import { noSuchPolicy } from "./configuration-errors.ts";

export const getBucketPolicy: S3Operation = {
  action: "GetBucketPolicy",
  perform({ request, store }) {
    const { name, settings } = store.bucket(request.bucket);
    if (!settings.policy) throw noSuchPolicy(name);
    return httpResponse(200, { "content-type": "application/json" }, settings.policy.text);
  },
};

export const putBucketPolicy: S3Operation = {
  action: "PutBucketPolicy",
  headers: ["x-amz-confirm-remove-self-bucket-access"],
  perform(call) {
    const { request, payload, store } = call;
    const { name, settings } = store.bucket(request.bucket);
    verifyIntegrity(request, payload);
    const policy = readPolicy(payload.body.bytes().toString("utf8"), name);
    const { publicAccessBlock: block } = settings;
    if (policy.isPublic && typeof block === "object" && block.BlockPublicPolicy) throw accessDenied();
    settings.policy = policy;
    return emptyResponse(204);
  },
};

export const deleteBucketPolicy: S3Operation = {
  action: "DeleteBucketPolicy",
  perform({ request, store }) {
    store.bucket(request.bucket).settings.policy = undefined;
    return emptyResponse(204);
  },
};

export const getBucketPolicyStatus: S3Operation = {
  action: "GetBucketPolicyStatus",
  perform({ request, store, aclsByDefault }) {
    const bucket = store.bucket(request.bucket);
    const { policy } = bucket.settings;
    const byAcl = bucket.takesAcls(aclsByDefault) && isPublicAcl(bucket.acl);
    if (!policy && !byAcl && !aclsByDefault) throw noSuchPolicy(bucket.name);
    return xmlResponse("PolicyStatus", { IsPublic: byAcl || policy?.isPublic === true });
  },
};
