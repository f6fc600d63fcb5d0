import { type HttpResponse, httpResponse } from "../../../network/http.ts";
import { readByteRange } from "../byte-range.ts";
import { checksumHeaders } from "../checksums/checksum.ts";
import { errorResponse } from "../error-response.ts";
import { findObject } from "../find-object.ts";
import { checkHeaderValue } from "../header-values.ts";
import { describeObject, versionHeader } from "../object-headers.ts";
import type { S3Call } from "../operation.ts";
import { checkReadConditions } from "../preconditions.ts";
import { emptyResponse } from "../responses.ts";
import type { StoredObject } from "../stored-object.ts";

/** `response-content-type=…` of a (presigned) read replaces the answer's header. */
const OVERRIDES = [
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
] as const;

export const READ_PARAMETERS = ["versionId", ...OVERRIDES] as const;
export const READ_HEADERS = ["x-amz-checksum-mode"] as const;

/** GetObject and HeadObject: the same answer, with and without its body. */
export function readObject({ request, store }: S3Call): HttpResponse {
  const bucket = store.bucket(request.bucket);
  const versioned = bucket.versioning !== undefined;
  const found = findObject(bucket, request.key, request.query.get("versionId"), request.method);
  if ("error" in found) {
    const { error, marker } = found;
    const refusal = errorResponse(error, request.method, undefined);
    const headers = { "x-amz-delete-marker": "true", ...versionHeader(marker.versionId, versioned) };
    return { ...refusal, headers: { ...refusal.headers, ...headers } };
  }

  const described = describeObject(found, versioned);
  if (checkReadConditions(request.headers, found) === "not-modified") {
    const { etag = "", "last-modified": lastModified = "" } = described;
    return emptyResponse(304, { etag, "last-modified": lastModified });
  }

  const range = readByteRange(request.headers.range, found.body.length);
  const body = range ? found.body.subarray(range.first, range.last + 1) : found.body;
  const headers: Record<string, string> = {
    ...described,
    "content-length": String(body.length),
    ...(range && { "content-range": `bytes ${range.first}-${range.last}/${found.body.length}` }),
    ...(asksForChecksum(request.headers) && isWhole(body, found) ? checksumHeaders(found.checksum) : {}),
  };
  for (const parameter of OVERRIDES) {
    const value = request.query.get(parameter);
    if (value !== undefined) headers[parameter.slice("response-".length)] = checkHeaderValue(parameter, value);
  }
  return httpResponse(range ? 206 : 200, headers, request.method === "HEAD" ? "" : body);
}

function asksForChecksum(headers: Readonly<Record<string, string>>): boolean {
  return headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED";
}

/** A checksum of the whole says nothing about a range: S3 then leaves it out. */
function isWhole(body: Buffer, object: StoredObject): boolean {
  return body.length === object.body.length;
}
