import { createHmac } from "node:crypto";
import type { HttpRequest } from "../../../network/http.ts";
import { bucketOfHost } from "../bucket-of-host.ts";
import { parseRequestTarget } from "../request-target.ts";
import type { Authorization } from "./authorization.ts";

/** Parameters that name what is asked for, and are signed; all others are not. */
const SUBRESOURCES: ReadonlySet<string> = new Set([
  "accelerate",
  "acl",
  "analytics",
  "cors",
  "delete",
  "encryption",
  "inventory",
  "lifecycle",
  "location",
  "logging",
  "metrics",
  "notification",
  "object-lock",
  "partNumber",
  "policy",
  "replication",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "retention",
  "legal-hold",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);

/**
 * The text that signature V2 signs (https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html): method, digest,
 * type, date or end, `x-amz-*` headers, and the resource with its bucket in front, whether it stands in the path or in the host.
 */
export function stringToSignV2(http: HttpRequest, claim: Authorization, slash = ""): string {
  const { headers } = http;
  const presigned = claim.kind === "presigned";
  const { rawPath, query } = parseRequestTarget(http.path);
  const inQuery = query.filter(([name]) => presigned && name.toLowerCase().startsWith("x-amz-"));
  const amz = [...inQuery, ...Object.entries(headers).filter(([name]) => name.startsWith("x-amz-"))]
    .map(([name, value]) => `${name.toLowerCase()}:${value.trim()}\n`)
    .sort();
  const date = presigned
    ? (claim.expiresSeconds ?? "")
    : headers["x-amz-date"] === undefined
      ? (headers.date ?? "")
      : "";
  const subresources = query
    .filter(([name]) => SUBRESOURCES.has(name))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .sort();
  const bucket = bucketOfHost(headers.host);
  const resource = `${bucket === undefined ? "" : `/${bucket}`}${rawPath}${slash}`;
  return [
    http.method,
    headers["content-md5"] ?? "",
    headers["content-type"] ?? "",
    date,
    `${amz.join("")}${resource}${subresources.length > 0 ? `?${subresources.join("&")}` : ""}`,
  ].join("\n");
}

/** Clients sign a bucket in the path with a slash behind it or without. */
export function matchesV2(http: HttpRequest, claim: Authorization, secretAccessKey: string): boolean {
  return ["", "/"].some(
    (slash) => signatureV2(stringToSignV2(http, claim, slash), secretAccessKey) === claim.signature,
  );
}

export function signatureV2(text: string, secretAccessKey: string): string {
  return createHmac("sha1", secretAccessKey).update(text).digest("base64");
}
