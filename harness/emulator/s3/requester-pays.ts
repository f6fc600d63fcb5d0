import type { Bucket } from "./bucket.ts";
import type { Owner } from "./owners.ts";

const PAYER = "x-amz-request-payer";

/** Operations whose answers tell who was charged: those of AWS's model with `RequestCharged`. */
const CHARGED: ReadonlySet<string> = new Set([
  "AbortMultipartUpload",
  "CompleteMultipartUpload",
  "CopyObject",
  "CreateMultipartUpload",
  "DeleteObject",
  "DeleteObjects",
  "GetObject",
  "GetObjectAcl",
  "GetObjectAttributes",
  "HeadObject",
  "ListMultipartUploads",
  "ListObjectVersions",
  "ListObjects",
  "ListObjectsV2",
  "ListParts",
  "PutObject",
  "PutObjectAcl",
  "PutObjectLegalHold",
  "PutObjectRetention",
  "RestoreObject",
  "UploadPart",
  "UploadPartCopy",
]);

type Headers = Readonly<Record<string, string>>;

/**
 * Whether somebody else asks for what he does not say that he pays for; nobody pays who has not signed
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html).
 */
export function refusesToPay(bucket: Bucket, headers: Headers, caller: Owner, isAnonymous: boolean): boolean {
  if (bucket.settings.requestPayer !== "Requester" || (!isAnonymous && caller.id === bucket.owner.id)) return false;
  return isAnonymous || headers[PAYER] !== "requester";
}

/** `x-amz-request-charged`, where the requester pays. */
export function chargeHeader(bucket: Bucket, operation: string, headers: Headers, caller: Owner): Headers {
  const pays = bucket.settings.requestPayer === "Requester" && caller.id !== bucket.owner.id;
  const isTold = pays && headers[PAYER] === "requester" && CHARGED.has(operation);
  return isTold ? { "x-amz-request-charged": "requester" } : {};
}
