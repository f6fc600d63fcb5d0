import { invalidArgument } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";
import {
  describeListed,
  listPage,
  OPTIONAL_ATTRIBUTES,
  optionally,
  type Position,
  readEncoding,
  readMaxKeys,
} from "./list-page.ts";

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
  headers: [OPTIONAL_ATTRIBUTES],

  perform({ request, store, nowMs }) {
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
        typeof entry === "string"
          ? []
          : [describeListed(entry, request, { encode, owner: query.get("fetch-owner") === "true", nowMs })],
      ),
      CommonPrefixes: page.entries.flatMap((entry) => (typeof entry === "string" ? [{ Prefix: encode(entry) }] : [])),
    });
  },
};

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
