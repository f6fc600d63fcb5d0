import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { HttpRequest } from "../../../network/http.ts";
import { MOST_SIGNING_KEYS } from "../limits.ts";
import { parseRequestTarget, percentDecode, percentEncode } from "../request-target.ts";
import type { Authorization, CredentialScope } from "./authorization.ts";

/**
 * Signature V4, as the verifier computes it from what arrived
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
export function canonicalRequest(http: HttpRequest, authorization: Authorization): string {
  const { rawPath, query } = parseRequestTarget(http.path);
  const isS3 = authorization.scope?.service === "s3";
  const headers = authorization.signedHeaders.map((name) => `${name}:${canonicalValue(http.headers[name])}\n`);
  return [
    http.method,
    isS3 ? s3Path(rawPath) : encodedTwice(rawPath),
    canonicalQuery(query),
    headers.join(""),
    authorization.signedHeaders.join(";"),
    isS3 ? s3PayloadHash(http, authorization, query) : sha256Hex(http.body),
  ].join("\n");
}

export function stringToSign(canonical: string, scope: CredentialScope, amzDate: string): string {
  const { date, region, service } = scope;
  return ["AWS4-HMAC-SHA256", amzDate, `${date}/${region}/${service}/aws4_request`, sha256Hex(canonical)].join("\n");
}

export function signatureOf(text: string, secretAccessKey: string, scope: CredentialScope): string {
  return createHmac("sha256", signingKeyOf(secretAccessKey, scope)).update(text).digest("hex");
}

/** A key is good for a day, a region and a service; its making is four fifths of the work of a signature. */
const signingKeys = new Map<string, KeyObject>();

function signingKeyOf(secretAccessKey: string, { date, region, service }: CredentialScope): KeyObject {
  const name = JSON.stringify([secretAccessKey, date, region, service]);
  const known = signingKeys.get(name);
  if (known) return known;
  const hmac = (key: string | Buffer, data: string): Buffer => createHmac("sha256", key).update(data).digest();
  const dateKey = hmac(`AWS4${secretAccessKey}`, date);
  const key = createSecretKey(hmac(hmac(hmac(dateKey, region), service), "aws4_request"));
  // Scopes are the clients' to choose.
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

/** S3 signs the path as it is, encoded once and never normalised: keys may hold `/./` and `//`. */
function s3Path(rawPath: string): string {
  return rawPath
    .split("/")
    .map((segment) => percentEncode(percentDecode(segment) ?? segment))
    .join("/");
}

/** All other services sign the normalised path, encoded a second time. */
function encodedTwice(rawPath: string): string {
  const kept: string[] = [];
  for (const segment of rawPath.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const trailing = kept.length > 0 && rawPath.endsWith("/") ? "/" : "";
  return `/${kept.map(percentEncode).join("/")}${trailing}`;
}

function canonicalQuery(query: readonly (readonly [string, string])[]): string {
  return query
    .filter(([name]) => name.toLowerCase() !== "x-amz-signature")
    .map(([name, value]): [string, string] => [percentEncode(name), percentEncode(value)])
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/** Encoded text is ASCII, so comparing code units is comparing bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Node reads a header as Latin-1; a client that writes UTF-8 has signed its bytes. */
function canonicalValue(value: string | undefined): string {
  const text = (value ?? "").replace(/[\t\n\v\f\r ]+/g, " ").replace(/^ | $/g, "");
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  const utf8 = Buffer.from(text, "latin1").toString("utf8");
  return utf8.includes("\ufffd") ? text : utf8;
}

/**
 * S3 signs what the client declares about the body (`UNSIGNED-PAYLOAD`, `STREAMING-…`, or a hash); whether a declared hash is
 * true is the room's question, with its own error.
 */
function s3PayloadHash(
  http: HttpRequest,
  authorization: Authorization,
  query: readonly (readonly [string, string])[],
): string {
  const declared =
    http.headers["x-amz-content-sha256"] ?? query.find(([name]) => name.toLowerCase() === "x-amz-content-sha256")?.[1];
  return declared ?? (authorization.kind === "presigned" ? "UNSIGNED-PAYLOAD" : sha256Hex(http.body));
}

function sha256Hex(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
