import { CHECKSUM_ALGORITHMS, checksumHeader } from "./checksums/algorithms.ts";
import { expectedOwnerMismatch, keyTooLong, notImplemented } from "./errors.ts";
import { checkVersionId } from "./header-values.ts";
import { MAXIMUM_KEY_BYTES } from "./limits.ts";
import type { S3Operation } from "./operation.ts";
import type { S3Request } from "./request.ts";

/** Authentication, transfer and integrity: any operation may carry these. */
const COMMON_HEADERS = new Set([
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-decoded-content-length",
  "x-amz-expected-bucket-owner",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-security-token",
  "x-amz-trailer",
  "x-amz-user-agent",
  ...CHECKSUM_ALGORITHMS.map(checksumHeader),
]);

/** Refuses by name what the operation would silently ignore, and what no bucket of ours can be. */
export function screenRequest(request: S3Request, operation: S3Operation, accountId: string): void {
  for (const name of Object.keys(request.headers)) {
    if (!name.startsWith("x-amz-") || name.startsWith("x-amz-meta-")) continue;
    if (COMMON_HEADERS.has(name) || operation.headers?.includes(name)) continue;
    throw notImplemented(name, { Header: name });
  }
  for (const name of request.query.keys()) {
    if (!operation.parameters?.includes(name)) throw notImplemented(`the query parameter ${name}`, { Parameter: name });
  }
  const versionId = request.query.get("versionId");
  if (versionId !== undefined) checkVersionId(versionId);
  const owner = request.headers["x-amz-expected-bucket-owner"];
  if (owner !== undefined && owner !== accountId) throw expectedOwnerMismatch();
  const keyBytes = Buffer.byteLength(request.key);
  if (keyBytes > MAXIMUM_KEY_BYTES) throw keyTooLong(keyBytes, MAXIMUM_KEY_BYTES);
}
