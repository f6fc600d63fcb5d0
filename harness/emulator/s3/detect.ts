import { partWithoutUpload } from "./errors.ts";
import { type BrowserOperationName, FURTHER_OPERATIONS, type FurtherOperationName } from "./further-operations.ts";
import type { S3OperationName } from "./operation-names.ts";
import type { S3Request } from "./request.ts";

/** Of the core, of those that are loaded when they are needed, and of browsers. */
export type AnyOperationName = S3OperationName | FurtherOperationName | BrowserOperationName;

/** What a request asks for; `emulated: false` names an operation that S3 has and this room has not. */
export type Detected =
  | { readonly emulated: true; readonly name: AnyOperationName }
  | { readonly emulated: false; readonly name: string };

const emulated = (name: AnyOperationName): Detected => ({ emulated: true, name });
/** Of an operation that S3 has and this room has not; the subresource is told with it. */
const foreign = (name: string): Detected => ({ emulated: false, name });

/**
 * Subresources and the middle of their operations' names: GET ?acl of a bucket is GetBucketAcl. They are looked for first, so that
 * none is mistaken for a plain read or write.
 */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  abac: "Abac",
  accelerate: "AccelerateConfiguration",
  acl: "Acl",
  analytics: "AnalyticsConfiguration",
  annotation: "Annotation",
  annotations: "Annotations",
  attributes: "Attributes",
  cors: "Cors",
  encryption: "Encryption",
  "intelligent-tiering": "IntelligentTieringConfiguration",
  inventory: "InventoryConfiguration",
  "legal-hold": "LegalHold",
  lifecycle: "LifecycleConfiguration",
  logging: "Logging",
  metadataAnnotationTable: "MetadataAnnotationTableConfiguration",
  metadataConfiguration: "MetadataConfiguration",
  metadataInventoryTable: "MetadataInventoryTableConfiguration",
  metadataJournalTable: "MetadataJournalTableConfiguration",
  metadataTable: "MetadataTableConfiguration",
  metrics: "MetricsConfiguration",
  notification: "NotificationConfiguration",
  "object-lock": "LockConfiguration",
  ownershipControls: "OwnershipControls",
  policy: "Policy",
  policyStatus: "PolicyStatus",
  publicAccessBlock: "PublicAccessBlock",
  renameObject: "Rename",
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

/** Operations whose names are not made as the others are. */
const IRREGULAR: Readonly<Record<string, FurtherOperationName>> = {
  DeleteBucketLifecycleConfiguration: "DeleteBucketLifecycle",
  DeleteBucketPublicAccessBlock: "DeletePublicAccessBlock",
  GetBucketLockConfiguration: "GetObjectLockConfiguration",
  GetBucketPublicAccessBlock: "GetPublicAccessBlock",
  GetBucketVersions: "ListObjectVersions",
  PostObjectRestore: "RestoreObject",
  PutBucketLockConfiguration: "PutObjectLockConfiguration",
  PutBucketPublicAccessBlock: "PutPublicAccessBlock",
};

/** Operations that we do not have and whose names are not made as the others are. */
const FOREIGN_NAMES: Readonly<Record<string, string>> = {
  GetBucketSession: "CreateSession",
  PostBucketMetadataConfiguration: "CreateBucketMetadataConfiguration",
  PostBucketMetadataTableConfiguration: "CreateBucketMetadataTableConfiguration",
  PostObjectContent: "SelectObjectContent",
  PutBucketMetadataAnnotationTableConfiguration: "UpdateBucketMetadataAnnotationTableConfiguration",
  PutBucketMetadataInventoryTableConfiguration: "UpdateBucketMetadataInventoryTableConfiguration",
  PutBucketMetadataJournalTableConfiguration: "UpdateBucketMetadataJournalTableConfiguration",
  PutObjectEncryption: "UpdateObjectEncryption",
  PutObjectRename: "RenameObject",
};

/** Of which a bucket has several, each with an id. */
const LISTED: ReadonlySet<string> = new Set(["analytics", "intelligent-tiering", "inventory", "metrics"]);

function subresourceOperation({ method, key, query }: S3Request, subresource: string): Detected {
  const middle = SUBRESOURCES[subresource];
  const isList = method === "GET" && !query.has("id") && LISTED.has(subresource);
  const named = `${VERBS[method] ?? method}${key === "" ? "Bucket" : "Object"}${middle}`;
  const name = isList ? `ListBucket${middle}s` : named;
  const regular = IRREGULAR[name] ?? name;
  return Object.hasOwn(FURTHER_OPERATIONS, regular)
    ? emulated(regular as FurtherOperationName)
    : foreign(`${FOREIGN_NAMES[name] ?? name} (?${subresource})`);
}

/** Method and query decide, as in the service's own dispatch. `undefined`: S3 has no such operation either. */
export function detectOperation(request: S3Request): Detected | undefined {
  if (request.method === "OPTIONS") return emulated("Preflight");
  const subresource = Object.keys(SUBRESOURCES).find((name) => request.query.has(name));
  if (subresource !== undefined) return subresourceOperation(request, subresource);
  if (request.bucket === "") return request.method === "GET" ? emulated("ListBuckets") : undefined;
  return request.key === "" ? bucketOperation(request) : objectOperation(request);
}

function bucketOperation({ method, query }: S3Request): Detected | undefined {
  switch (method) {
    case "GET":
      if (query.has("location")) return emulated("GetBucketLocation");
      if (query.has("versioning")) return emulated("GetBucketVersioning");
      if (query.has("uploads")) return emulated("ListMultipartUploads");
      return emulated(query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects");
    case "PUT":
      return emulated(query.has("versioning") ? "PutBucketVersioning" : "CreateBucket");
    case "HEAD":
      return emulated("HeadBucket");
    case "DELETE":
      return emulated("DeleteBucket");
    case "POST":
      return query.has("delete") ? emulated("DeleteObjects") : emulated("PostObject");
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
      // In S3's answers as quoted by versitygw issues 1236 and 1237: an upload alone has no PUT, a part alone has no upload.
      if (query.has("uploadId")) {
        return query.has("partNumber") ? emulated(copies ? "UploadPartCopy" : "UploadPart") : undefined;
      }
      if (query.has("partNumber")) throw partWithoutUpload();
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
