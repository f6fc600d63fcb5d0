import { noSuchKey, notImplemented, preconditionFailed } from "./errors.ts";
import type { StoredObject } from "./stored-object.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Conditions of GET, HEAD and (with the prefix `x-amz-copy-source-`) of a copy's source, in the order of RFC 9110, 13.2.2.
 * Throws PreconditionFailed; returns `not-modified` where a read answers 304.
 */
export function checkReadConditions(
  headers: Headers,
  object: StoredObject,
  nowMs: number,
  prefix = "",
): "proceed" | "not-modified" {
  const condition = (name: string): string | undefined => headers[prefix + name];
  const ifMatch = condition("if-match");
  const ifNoneMatch = condition("if-none-match");
  const unmodifiedSince = parseHttpDate(condition("if-unmodified-since"));
  const modifiedSince = parseHttpDate(condition("if-modified-since"));
  // HTTP dates have whole seconds.
  const modifiedMs = Math.floor(object.lastModifiedMs / 1000) * 1000;

  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, object.etag)) throw preconditionFailed("If-Match");
  } else if (unmodifiedSince !== undefined && modifiedMs > unmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  if (ifNoneMatch !== undefined) return matchesEtag(ifNoneMatch, object.etag) ? "not-modified" : "proceed";
  // A date that is still to come says nothing (RFC 2616, 14.25).
  if (modifiedSince !== undefined && modifiedMs <= modifiedSince && modifiedSince <= nowMs) return "not-modified";
  return "proceed";
}

/**
 * Conditions of a write: only `If-None-Match: *` and `If-Match: <etag>` exist; S3 answers every other with 501.
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html)
 */
export function checkWriteConditions(headers: Headers, key: string, current: StoredObject | undefined): void {
  const ifMatch = headers["if-match"];
  const ifNoneMatch = headers["if-none-match"];
  for (const header of ["if-modified-since", "if-unmodified-since"])
    refuseUnless(headers[header] === undefined, header);
  refuseUnless(ifNoneMatch === undefined || ifNoneMatch === "*", "If-None-Match");
  refuseUnless(ifMatch === undefined || (ifMatch !== "*" && ifNoneMatch === undefined), "If-Match");
  if (ifNoneMatch === "*" && current) throw preconditionFailed("If-None-Match");
  if (ifMatch !== undefined) {
    if (!current) throw noSuchKey(key);
    if (!matchesEtag(ifMatch, current.etag)) throw preconditionFailed("If-Match");
  }
}

/** A delete may ask that the object exists (`*`) or is still the one read. */
export function checkDeleteCondition(
  ifMatch: string | undefined,
  key: string,
  current: StoredObject | undefined,
): void {
  if (ifMatch === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!matchesEtag(ifMatch, current.etag)) throw preconditionFailed("If-Match");
}

function refuseUnless(accepted: boolean, header: string): void {
  if (!accepted) throw notImplemented(`this form of ${header}`, { Header: header });
}

function matchesEtag(condition: string, etag: string): boolean {
  return condition
    .split(",")
    .map((entry) => entry.trim())
    .some((entry) => entry === "*" || entry.replace(/^"(.*)"$/, "$1") === etag);
}

function parseHttpDate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
