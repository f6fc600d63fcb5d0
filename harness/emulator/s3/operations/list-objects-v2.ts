import { percentEncode } from "../../gateway/request-target.ts";
import type { Bucket } from "../bucket.ts";
import { invalidArgument } from "../errors.ts";
import { quoted } from "../object-headers.ts";
import type { S3Operation } from "../operation.ts";
import type { S3Request } from "../request.ts";
import { xmlResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";

const PAGE_LIMIT = 1000;

export const listObjectsV2: S3Operation = {
  action: "ListBucket",
  parameters: [
    "list-type",
    "prefix",
    "delimiter",
    "max-keys",
    "continuation-token",
    "start-after",
    "encoding-type",
    "fetch-owner",
  ],

  perform({ request, store }) {
    const bucket = store.bucket(request.bucket);
    const { query } = request;
    const encode = readEncoding(query.get("encoding-type"));
    const maxKeys = readMaxKeys(query.get("max-keys"));
    const token = query.get("continuation-token");
    const startAfter = query.get("start-after");
    const start = token === undefined ? startAfter && { name: startAfter, isPrefix: false } : readToken(token);
    const page = listPage(bucket, request, maxKeys, start || undefined);
    return xmlResponse("ListBucketResult", {
      Name: bucket.name,
      Prefix: encode(query.get("prefix") ?? ""),
      Delimiter: optionally(query.get("delimiter"), encode),
      StartAfter: optionally(query.get("start-after"), encode),
      EncodingType: query.get("encoding-type"),
      ContinuationToken: token,
      NextContinuationToken: page.nextAfter === undefined ? undefined : writeToken(page.nextAfter),
      KeyCount: page.entries.length,
      MaxKeys: maxKeys,
      IsTruncated: page.nextAfter !== undefined,
      Contents: page.entries.flatMap((entry) =>
        typeof entry === "string" ? [] : [describe(entry, encode, query.get("fetch-owner") === "true")],
      ),
      CommonPrefixes: page.entries.flatMap((entry) => (typeof entry === "string" ? [{ Prefix: encode(entry) }] : [])),
    });
  },
};

/** Where a page begins: behind a key, or behind all keys of a common prefix. */
interface Position {
  readonly name: string;
  readonly isPrefix: boolean;
}

/** Objects and common prefixes (texts) of one page, both counted; `nextAfter` when there are more. */
interface Page {
  readonly entries: readonly (StoredObject | string)[];
  readonly nextAfter: Position | undefined;
}

function listPage(bucket: Bucket, request: S3Request, maxKeys: number, start: Position | undefined): Page {
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

function isBehind(key: string, { name, isPrefix }: Position): boolean {
  return !(isPrefix && key.startsWith(name)) && Buffer.compare(Buffer.from(key), Buffer.from(name)) > 0;
}

function describe(object: StoredObject, encode: (text: string) => string, withOwner: boolean) {
  return {
    Key: encode(object.key),
    LastModified: new Date(Math.floor(object.lastModifiedMs / 1000) * 1000).toISOString(),
    ETag: quoted(object.etag),
    ChecksumAlgorithm: object.checksum.algorithm,
    ChecksumType: object.checksum.type,
    Size: object.body.length,
    Owner: withOwner ? { ID: OWNER_ID } : undefined,
    StorageClass: "STANDARD",
  };
}

/** Canonical user id of the one account there is. */
const OWNER_ID = "0".repeat(64);

function readEncoding(type: string | undefined): (text: string) => string {
  if (type === undefined) return (text) => text;
  if (type !== "url") throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
  // As S3 does: slashes stay readable.
  return (text) => percentEncode(text).replaceAll("%2F", "/");
}

function readMaxKeys(text: string | undefined): number {
  if (text === undefined || text === "") return PAGE_LIMIT;
  if (!/^-?\d{1,10}$/.test(text) || Number(text) > 2 ** 31 - 1) {
    throw invalidArgument("Provided max-keys not an integer or within integer range", "max-keys", text);
  }
  if (Number(text) < 0) {
    throw invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647", "maxKeys", text);
  }
  return Math.min(Number(text), PAGE_LIMIT);
}

/** Opaque to clients. */
function writeToken({ name, isPrefix }: Position): string {
  return Buffer.from(`${isPrefix ? "prefix" : "key"}/${name}`).toString("base64url");
}

function readToken(token: string): Position {
  const [, kind, name] = /^(prefix|key)\/(.*)$/s.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  if (kind === undefined || name === undefined) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  }
  return { name, isPrefix: kind === "prefix" };
}

function optionally(text: string | undefined, encode: (text: string) => string): string | undefined {
  return text === undefined || text === "" ? undefined : encode(text);
}
