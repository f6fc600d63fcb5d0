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
    const page = listPage(bucket, request, maxKeys, token === undefined ? query.get("start-after") : readToken(token));
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

/** Objects and common prefixes (texts) of one page, both counted; `nextAfter` when there are more. */
interface Page {
  readonly entries: readonly (StoredObject | string)[];
  readonly nextAfter: string | undefined;
}

function listPage(bucket: Bucket, request: S3Request, maxKeys: number, after: string | undefined): Page {
  const prefix = request.query.get("prefix") ?? "";
  const delimiter = request.query.get("delimiter") ?? "";
  const entries: (StoredObject | string)[] = [];
  let last = after;
  for (const object of bucket.list()) {
    if (!object.key.startsWith(prefix)) continue;
    const cut = delimiter === "" ? -1 : object.key.indexOf(delimiter, prefix.length);
    const commonPrefix = cut < 0 ? undefined : object.key.slice(0, cut + delimiter.length);
    const name = commonPrefix ?? object.key;
    // A common prefix stands for all its keys: what follows it is what is greater than the prefix and not below it.
    if (last !== undefined && (compareBytes(name, last) <= 0 || name === last)) continue;
    if (entries.length === maxKeys) return { entries, nextAfter: maxKeys === 0 ? undefined : last };
    entries.push(commonPrefix ?? object);
    last = name;
  }
  return { entries, nextAfter: undefined };
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

/** Opaque to clients: the last name of the page before. */
function writeToken(after: string): string {
  return Buffer.from(`1/${after}`).toString("base64url");
}

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!text.startsWith("1/")) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  }
  return text.slice(2);
}

function optionally(text: string | undefined, encode: (text: string) => string): string | undefined {
  return text === undefined || text === "" ? undefined : encode(text);
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
