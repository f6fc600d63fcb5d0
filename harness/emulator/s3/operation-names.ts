/** Operations that this room answers; `operations/index.ts` says what answers each. */
export const OPERATION_NAMES = [
  "AbortMultipartUpload",
  "CompleteMultipartUpload",
  "CopyObject",
  "CreateBucket",
  "CreateMultipartUpload",
  "DeleteBucket",
  "DeleteObject",
  "DeleteObjects",
  "GetBucketLocation",
  "GetBucketVersioning",
  "GetObject",
  "HeadBucket",
  "HeadObject",
  "ListBuckets",
  "ListObjects",
  "ListObjectsV2",
  "ListParts",
  "PutBucketVersioning",
  "PutObject",
  "UploadPart",
] as const;

export type S3OperationName = (typeof OPERATION_NAMES)[number];
