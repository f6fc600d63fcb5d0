import type { S3OperationName } from "./operation-names.ts";
import type { S3Request } from "./request.ts";

/** What a request asks for; `emulated: false` names an operation that S3 has and this room has not. */
export type Detected =
  | { readonly emulated: true; readonly name: S3OperationName }
  | { readonly emulated: false; readonly name: string };

const emulated = (name: S3OperationName): Detected => ({ emulated: true, name });
const foreign = (name: string): Detected => ({ emulated: false, name });

/**
 * Subresources that we do not emulate, and the middle of their operations' names: GET ?acl of a bucket is GetBucketAcl.
 * They are looked for first, so that none is mistaken for a plain read or write.
 */
const FOREIGN_SUBRESOURCES: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "Acl",
  analytics: "AnalyticsConfiguration",
  attributes: "Attributes",
  cors: "Cors",
  encryption: "Encryption",
  "intelligent-tiering": "IntelligentTieringConfiguration",
  inventory: "InventoryConfiguration",
  "legal-hold": "LegalHold",
  lifecycle: "LifecycleConfiguration",
  logging: "Logging",
  metadataConfiguration: "MetadataConfiguration",
  metadataTable: "MetadataTableConfiguration",
  metrics: "MetricsConfiguration",
  notification: "NotificationConfiguration",
  "object-lock": "ObjectLockConfiguration",
  ownershipControls: "OwnershipControls",
  policy: "Policy",
  policyStatus: "PolicyStatus",
  publicAccessBlock: "PublicAccessBlock",
  replication: "Replication",
  requestPayment: "RequestPayment",
  restore: "Restore",
  retention: "Retention",
  select: "Content",
  session: "Session",
  tagging: "Tagging",
  torrent: "Torrent",
  versions: "Versions",
  website: "Website",
};
const VERBS: Readonly<Record<string, string>> = {
  GET: "Get",
  PUT: "Put",
  DELETE: "Delete",
  POST: "Post",
  HEAD: "Head",
};

/** Method and query decide, as in the service's own dispatch. `undefined`: S3 has no such operation either. */
export function detectOperation(request: S3Request): Detected | undefined {
  const subresource = Object.keys(FOREIGN_SUBRESOURCES).find((name) => request.query.has(name));
  if (subresource !== undefined) {
    const verb = VERBS[request.method] ?? request.method;
    const target = request.key === "" ? "Bucket" : "Object";
    return foreign(`${verb}${target}${FOREIGN_SUBRESOURCES[subresource]} (?${subresource})`);
  }
  if (request.bucket === "") return request.method === "GET" ? emulated("ListBuckets") : undefined;
  return request.key === "" ? bucketOperation(request) : objectOperation(request);
}

function bucketOperation({ method, query }: S3Request): Detected | undefined {
  switch (method) {
    case "GET":
      if (query.has("location")) return emulated("GetBucketLocation");
      if (query.has("versioning")) return emulated("GetBucketVersioning");
      if (query.has("uploads")) return foreign("ListMultipartUploads");
      return emulated(query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects");
    case "PUT":
      return emulated(query.has("versioning") ? "PutBucketVersioning" : "CreateBucket");
    case "HEAD":
      return emulated("HeadBucket");
    case "DELETE":
      return emulated("DeleteBucket");
    case "POST":
      return query.has("delete") ? emulated("DeleteObjects") : foreign("PostObject");
    default:
      return undefined;
  }
}

function objectOperation({ method, query, headers }: S3Request): Detected | undefined {
  const copies = headers["x-amz-copy-source"] !== undefined;
  switch (method) {
    case "GET":
      return emulated(query.has("uploadId") ? "ListParts" : "GetObject");
    case "HEAD":
      return emulated("HeadObject");
    case "PUT":
      if (query.has("partNumber") || query.has("uploadId")) {
        return copies ? foreign("UploadPartCopy") : emulated("UploadPart");
      }
      return emulated(copies ? "CopyObject" : "PutObject");
    case "DELETE":
      return emulated(query.has("uploadId") ? "AbortMultipartUpload" : "DeleteObject");
    case "POST":
      if (query.has("uploads")) return emulated("CreateMultipartUpload");
      return query.has("uploadId") ? emulated("CompleteMultipartUpload") : undefined;
    default:
      return undefined;
  }
}
