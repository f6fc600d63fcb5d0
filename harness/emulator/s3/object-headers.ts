import { decodeWords, encodeWords } from "./encoded-words.ts";
import { encryptionHeaders } from "./encryption.ts";
import { metadataTooLarge } from "./errors.ts";
import { asHeaderValue, isPrintable } from "./header-values.ts";
import { MAXIMUM_METADATA_BYTES } from "./limits.ts";
import { lockHeaders } from "./object-lock.ts";
import type { S3Request } from "./request.ts";
import type { ObjectDescription, StoredObject } from "./stored-object.ts";

const METADATA_PREFIX = "x-amz-meta-";
const SYSTEM_HEADERS = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
] as const;

/** What a write says about the object besides its bytes. Throws MetadataTooLarge. */
export function readDescription(request: S3Request): ObjectDescription {
  const systemHeaders: Record<string, string> = {};
  for (const name of SYSTEM_HEADERS) {
    const value = name === "content-encoding" ? withoutFraming(request.headers[name]) : request.headers[name];
    if (value !== undefined && value !== "") systemHeaders[name] = value;
  }
  const userMetadata = Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name.startsWith(METADATA_PREFIX))
      .map(([name, value]) => [name.slice(METADATA_PREFIX.length), decodeWords(value)]),
  );
  const bytes = Object.entries(userMetadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (bytes > MAXIMUM_METADATA_BYTES) throw metadataTooLarge(bytes, MAXIMUM_METADATA_BYTES);
  return { contentType: request.headers["content-type"] ?? "binary/octet-stream", systemHeaders, userMetadata };
}

/** `aws-chunked` frames the transfer; it is no property of the object. */
function withoutFraming(contentEncoding: string | undefined): string | undefined {
  if (!contentEncoding?.includes("aws-chunked")) return contentEncoding;
  return contentEncoding
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "aws-chunked")
    .join(",");
}

/** Headers of an answer that describe the object; its checksum is apart. */
export function describeObject(object: StoredObject, versioned: boolean): Record<string, string> {
  return {
    "accept-ranges": "bytes",
    "content-type": asHeaderValue(object.contentType),
    etag: quoted(object.etag),
    "last-modified": new Date(object.lastModifiedMs).toUTCString(),
    ...encryptionHeaders(object.encryption),
    ...Object.fromEntries(Object.entries(object.systemHeaders).map(([name, value]) => [name, asHeaderValue(value)])),
    ...describeMetadata(object.userMetadata),
    ...(object.storageClass !== undefined && { "x-amz-storage-class": object.storageClass }),
    ...(object.tags && object.tags.size > 0 && { "x-amz-tagging-count": String(object.tags.size) }),
    ...(object.websiteRedirect !== undefined && {
      "x-amz-website-redirect-location": asHeaderValue(object.websiteRedirect),
    }),
    ...lockHeaders(object),
    ...versionHeader(object.versionId, versioned),
  };
}

/**
 * Metadata that cannot be printed is left out and counted
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html).
 */
function describeMetadata(userMetadata: StoredObject["userMetadata"]): Record<string, string> {
  const all = Object.entries(userMetadata);
  const told = all.filter(([name, value]) => isPrintable(name, value));
  return {
    ...Object.fromEntries(told.map(([name, value]) => [METADATA_PREFIX + name, encodeWords(value)])),
    ...(told.length < all.length && { "x-amz-missing-meta": String(all.length - told.length) }),
  };
}

export function versionHeader(versionId: string, versioned: boolean): Record<string, string> {
  return versioned ? { "x-amz-version-id": versionId } : {};
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}
