import { ACL_HEADERS, type Acl, cannedName, hasGrantHeaders, isPublicAcl, readAclHeaders } from "./acl.ts";
import type { Bucket } from "./bucket.ts";
import { ENCRYPTION_REQUEST_HEADERS, readEncryption } from "./encryption.ts";
import { accessDenied, aclsNotSupported, invalidStorageClass, invalidWebsiteRedirect } from "./errors.ts";
import { LOCK_HEADERS, readLock } from "./object-lock.ts";
import type { S3Call } from "./operation.ts";
import type { Owner } from "./owners.ts";
import type { Changeable, Keeping } from "./stored-object.ts";
import { readTaggingHeader, TAGGING_HEADER } from "./tags.ts";

const STORAGE_CLASS = "x-amz-storage-class";
const REDIRECT = "x-amz-website-redirect-location";

/** `x-amz-*` headers of every write of an object. */
export const WRITE_HEADERS = [
  ...ACL_HEADERS,
  ...ENCRYPTION_REQUEST_HEADERS,
  ...LOCK_HEADERS,
  STORAGE_CLASS,
  REDIRECT,
  TAGGING_HEADER,
] as const;

const STORAGE_CLASSES: ReadonlySet<string> = new Set([
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "GLACIER_IR",
  "DEEP_ARCHIVE",
]);

/** How a write wants its object kept, and for whom. Throws what is wrong in its headers. */
export function readWriteSettings(call: S3Call, bucket: Bucket): Keeping & Changeable {
  const { request, nowMs } = call;
  const { headers } = request;
  const owner = ownerOfWrite(call, bucket);
  const storageClass = headers[STORAGE_CLASS];
  if (storageClass !== undefined && !STORAGE_CLASSES.has(storageClass)) throw invalidStorageClass(storageClass);
  return {
    owner,
    storageClass: storageClass === "STANDARD" ? undefined : storageClass,
    encryption: readEncryption(headers, bucket.settings.encryption, call.ownKey),
    websiteRedirect: readRedirect(headers[REDIRECT]),
    tags: readTaggingHeader(headers[TAGGING_HEADER]),
    acl: readObjectAcl(call, bucket, owner),
    ...readLock(headers, bucket.settings.objectLock, nowMs),
  };
}

/** Whoever writes owns, unless the bucket's owner owns all (https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html). */
function ownerOfWrite({ request, caller, aclsByDefault }: S3Call, bucket: Bucket): Owner {
  const { ownership } = bucket.settings;
  if (!bucket.takesAcls(aclsByDefault)) return bucket.owner;
  const handsOver = cannedName(request.headers) === "bucket-owner-full-control";
  return ownership === "BucketOwnerPreferred" && handsOver ? bucket.owner : caller;
}

function readObjectAcl({ request, owners, aclsByDefault }: S3Call, bucket: Bucket, owner: Owner): Acl | undefined {
  const { headers } = request;
  if (!bucket.takesAcls(aclsByDefault)) {
    const canned = cannedName(headers);
    const says = canned !== undefined && canned !== "private" && canned !== "bucket-owner-full-control";
    if (says || hasGrantHeaders(headers)) throw aclsNotSupported();
    return undefined;
  }
  const acl = readAclHeaders(headers, owner, bucket.owner, owners);
  if (acl) refuseBlockedAcl(bucket, acl);
  return acl;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export function refuseBlockedAcl(bucket: Bucket, acl: Acl): void {
  const { publicAccessBlock: block } = bucket.settings;
  if (typeof block === "object" && block.BlockPublicAcls && isPublicAcl(acl)) throw accessDenied();
}

function readRedirect(location: string | undefined): string | undefined {
  if (location === undefined || /^(?:\/|https?:\/\/)/.test(location)) return location;
  throw invalidWebsiteRedirect();
}
