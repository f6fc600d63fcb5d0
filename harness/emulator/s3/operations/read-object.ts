import { LARGEST_IN_MEMORY_BYTES } from "../../../network/body-shelf.ts";
import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import { ANONYMOUS } from "../../gateway/authenticate.ts";
import { readByteRange } from "../byte-range.ts";
import { checksumHeaders } from "../checksums/checksum.ts";
import { CUSTOMER_KEY_HEADERS, checkCustomerKey } from "../encryption.ts";
import { errorResponse } from "../error-response.ts";
import { invalidObjectState, overrideWithoutSignature } from "../errors.ts";
import { findObject } from "../find-object.ts";
import { checkHeaderValue } from "../header-values.ts";
import { describeObject, versionHeader } from "../object-headers.ts";
import { readPart } from "../object-part.ts";
import type { S3Call } from "../operation.ts";
import { checkReadConditions } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";
import { isReadable, restoreHeader } from "../restoration.ts";

/** `response-content-type=…` of a (presigned) read replaces the answer's header. */
const OVERRIDES = [
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
] as const;

export const READ_PARAMETERS = ["versionId", "partNumber", ...OVERRIDES] as const;
export const READ_HEADERS = ["x-amz-checksum-mode", ...CUSTOMER_KEY_HEADERS] as const;

/** GetObject and HeadObject: the same answer, with and without its body. */
export function readObject({ request, store, principal, nowMs }: S3Call): HttpResponse {
  const bucket = store.bucket(request.bucket);
  const versioned = bucket.versioning !== undefined;
  const found = findObject(bucket, request.key, request.query.get("versionId"), request.method);
  if ("error" in found) {
    const { error, marker } = found;
    const refusal = errorResponse(error, request.method, undefined);
    const headers = {
      "x-amz-delete-marker": "true",
      ...versionHeader(marker.versionId, versioned),
      // Of a marker that was asked for by its version (API_GetObject.html, "Versioning").
      ...(error.status === 405 && {
        allow: "DELETE",
        "last-modified": new Date(marker.lastModifiedMs).toUTCString(),
      }),
    };
    return { ...refusal, headers: { ...refusal.headers, ...headers } };
  }

  checkCustomerKey(request.headers, found.encryption);
  if (request.method === "GET" && !isReadable(found, nowMs)) throw invalidObjectState(found.storageClass ?? "");
  const expiration = bucket.settings.lifecycle?.expirationOf(found);
  const described: Record<string, string> = {
    ...describeObject(found, versioned),
    ...(expiration !== undefined && { "x-amz-expiration": expiration }),
    ...restoreHeader(found, nowMs),
  };
  if (checkReadConditions(request.headers, found, nowMs) === "not-modified") {
    const { etag = "", "last-modified": lastModified = "" } = described;
    return emptyResponse(304, { etag, "last-modified": lastModified });
  }

  const part = readPart(request, found);
  const range = part?.range ?? readByteRange(request.headers.range, found.body.length);
  const { first, last } = range ?? { first: 0, last: found.body.length - 1 };
  const length = last + 1 - first;
  const headers: Record<string, string> = {
    ...described,
    "content-length": String(length),
    ...(range && { "content-range": `bytes ${range.first}-${range.last}/${found.body.length}` }),
    // A checksum of the whole says nothing about a range: S3 then leaves it out.
    ...(asksForChecksum(request.headers) && length === found.body.length ? checksumHeaders(found.checksum) : {}),
    ...(part?.count !== undefined && { "x-amz-mp-parts-count": String(part.count) }),
  };
  for (const parameter of OVERRIDES) {
    const value = request.query.get(parameter);
    if (value !== undefined && principal.role === ANONYMOUS) throw overrideWithoutSignature();
    if (value !== undefined) headers[parameter.slice("response-".length)] = checkHeaderValue(parameter, value);
  }
  const status = range || part ? 206 : 200;
  if (request.method === "HEAD") return httpResponse(status, headers, "");
  if (!request.takesLargeBody || length <= LARGEST_IN_MEMORY_BYTES) {
    return httpResponse(status, headers, found.body.bytes(first, last));
  }
  // Kept for the sender, who may still read when the object has been deleted.
  found.body.keep();
  return { ...httpResponse(status, headers, ""), largeBody: { content: found.body, first, last } };
}

function asksForChecksum(headers: Readonly<Record<string, string>>): boolean {
  return headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED";
}
