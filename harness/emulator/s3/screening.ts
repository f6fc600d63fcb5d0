import { CHECKSUM_ALGORITHMS, checksumHeader } from "./checksums/algorithms.ts";
import { SERVER_SIDE_ENCRYPTION } from "./encryption.ts";
import { invalidArgument, keyTooLong, notImplemented } from "./errors.ts";
import { checkExpectedOwner } from "./expected-owner.ts";
import { checkVersionId } from "./header-values.ts";
import { MAXIMUM_KEY_BYTES } from "./limits.ts";
import type { S3Operation } from "./operation.ts";
import type { Owner, Owners } from "./owners.ts";
import type { S3Request } from "./request.ts";

/** Authentication, transfer and integrity: any operation may carry these, and who pays. */
export const COMMON_HEADERS = new Set([
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-decoded-content-length",
  "x-amz-expected-bucket-owner",
  "x-amz-request-payer",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-security-token",
  "x-amz-trailer",
  "x-amz-user-agent",
  ...CHECKSUM_ALGORITHMS.map(checksumHeader),
]);

/** Parameters that some operation of S3 knows. All others S3 passes over, and so do we. */
const KNOWN_PARAMETERS = new Set([
  "bucket-region",
  "continuation-token",
  "delimiter",
  "encoding-type",
  "fetch-owner",
  "key-marker",
  "marker",
  "max-buckets",
  "max-keys",
  "max-parts",
  "max-uploads",
  "part-number-marker",
  "partNumber",
  "prefix",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "start-after",
  "upload-id-marker",
  "uploadId",
  "uploads",
  "version-id-marker",
  "versionId",
  "versioning",
]);

/** Refuses by name what the operation would silently ignore, and what no bucket of ours can be. */
export function screenRequest(request: S3Request, operation: S3Operation, owner: Owner, owners: Owners): void {
  for (const name of Object.keys(request.headers)) {
    if (!name.startsWith("x-amz-") || name.startsWith("x-amz-meta-")) continue;
    if (COMMON_HEADERS.has(name) || operation.headers?.includes(name)) continue;
    // Only what writes is asked for encryption (API_GetObject.html, API_HeadObject.html); in S3's words as clients quote them (s3cmd issue 276).
    if (name === SERVER_SIDE_ENCRYPTION) {
      const message = `${name} header is not supported for this operation.`;
      throw invalidArgument(message, name, request.headers[name] ?? "");
    }
    throw notImplemented(name, { Header: name });
  }
  for (const name of request.query.keys()) {
    if (KNOWN_PARAMETERS.has(name) && !operation.parameters?.includes(name)) {
      throw notImplemented(`the query parameter ${name}`, { Parameter: name });
    }
  }
  const versionId = request.query.get("versionId");
  if (versionId !== undefined) checkVersionId(versionId);
  checkExpectedOwner(request.headers["x-amz-expected-bucket-owner"], owner, owners);
  const keyBytes = Buffer.byteLength(request.key);
  if (keyBytes > MAXIMUM_KEY_BYTES) throw keyTooLong(keyBytes, MAXIMUM_KEY_BYTES);
}
