import { percentEncode } from "../../gateway/request-target.ts";
import type { Bucket } from "../bucket.ts";
import { invalidArgument } from "../errors.ts";
import { MAXIMUM_LISTED_KEYS, MAXIMUM_MAX_KEYS, MINIMUM_MAX_KEYS } from "../limits.ts";
import { quoted } from "../object-headers.ts";
import { describeOwner } from "../owners.ts";
import type { S3Request } from "../request.ts";
import { restoreStatus } from "../restoration.ts";
import type { StoredObject } from "../stored-object.ts";

/** Where a page begins: behind a key, or behind all keys of a common prefix. */
export interface Position {
  readonly name: string;
  readonly isPrefix: boolean;
}

/** Objects and common prefixes (texts) of one page, both counted; `nextAfter` when there are more. */
interface Page {
  readonly entries: readonly (StoredObject | string)[];
  readonly nextAfter: Position | undefined;
}

export function listPage(bucket: Bucket, request: S3Request, maxKeys: number, start: Position | undefined): Page {
  const prefix = request.query.get("prefix") ?? "";
  const delimiter = request.query.get("delimiter") ?? "";
  const entries: (StoredObject | string)[] = [];
  let last = start;
  for (const object of bucket.list()) {
    const { key } = object;
    if (!key.startsWith(prefix) || (last && !isBehind(key, last))) continue;
    if (entries.length === maxKeys) return { entries, nextAfter: maxKeys === 0 ? undefined : last };
    const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const commonPrefix = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    entries.push(commonPrefix ?? object);
    last = { name: commonPrefix ?? key, isPrefix: commonPrefix !== undefined };
  }
  return { entries, nextAfter: undefined };
}

/**
 * Whether a marker is one of the common prefixes that the list rolls up, so that its page begins behind all of its keys. A key that ends
 * in the delimiter, as the list's prefix itself may, is none.
 */
export function isCommonPrefix(marker: string, prefix: string, delimiter: string): boolean {
  if (delimiter === "" || !marker.startsWith(prefix)) return false;
  const cut = marker.indexOf(delimiter, prefix.length);
  return cut >= 0 && cut + delimiter.length === marker.length;
}

function isBehind(key: string, { name, isPrefix }: Position): boolean {
  return !(isPrefix && key.startsWith(name)) && Buffer.compare(Buffer.from(key), Buffer.from(name)) > 0;
}

export const OPTIONAL_ATTRIBUTES = "x-amz-optional-object-attributes";

/** What a list tells of its objects besides what all lists do. */
interface Told {
  readonly encode: (text: string) => string;
  readonly owner?: boolean;
  readonly nowMs: number;
}

/** The element of lists that ask for `RestoreStatus` in a header. */
export function restoreStatusAsked(request: S3Request, object: StoredObject, nowMs: number) {
  const asked = request.headers[OPTIONAL_ATTRIBUTES]?.split(",").some((name) => name.trim() === "RestoreStatus");
  return asked ? restoreStatus(object, nowMs) : undefined;
}

export function describeListed(object: StoredObject, request: S3Request, { encode, owner, nowMs }: Told) {
  return {
    Key: encode(object.key),
    LastModified: new Date(Math.floor(object.lastModifiedMs / 1000) * 1000).toISOString(),
    ETag: quoted(object.etag),
    ChecksumAlgorithm: object.checksum.algorithm,
    ChecksumType: object.checksum.type,
    Size: object.body.length,
    Owner: owner ? describeOwner(object.owner) : undefined,
    StorageClass: object.storageClass ?? "STANDARD",
    RestoreStatus: restoreStatusAsked(request, object, nowMs),
  };
}

export function readEncoding(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text;
  if (type !== "url") throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
  // As S3 does: slashes stay readable.
  return (text) => percentEncode(text).replaceAll("%2F", "/");
}

export function readMaxKeys(text: string | undefined): number {
  if (text === undefined || text === "") return MAXIMUM_LISTED_KEYS;
  if (!/^-?\d{1,10}$/.test(text) || Number(text) > MAXIMUM_MAX_KEYS) {
    throw invalidArgument("Provided max-keys not an integer or within integer range", "max-keys", text);
  }
  if (Number(text) < MINIMUM_MAX_KEYS) {
    throw invalidArgument(
      `Argument maxKeys must be an integer between ${MINIMUM_MAX_KEYS} and ${MAXIMUM_MAX_KEYS}`,
      "maxKeys",
      text,
    );
  }
  return Math.min(Number(text), MAXIMUM_LISTED_KEYS);
}

export function optionally(text: string | undefined, encode: (text: string) => string): string | undefined {
  return text === undefined || text === "" ? undefined : encode(text);
}

/** How many parts, or behind which. Throws InvalidArgument. */
export function readCount(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,10}$/.test(text)) {
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  }
  return Number(text);
}
