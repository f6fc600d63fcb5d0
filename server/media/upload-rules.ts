import type { ServerConfiguration } from "../configuration.ts";
import { HttpError } from "../http/http-error.ts";
import { ASSET_TYPES } from "./asset-type.ts";
import type { UploadFile } from "./request-upload-urls.ts";

/**
 * The rules of contract/http-api.md 5.1 in their order, file by file, then for the batch. The type is compared in upper
 * case but stored as sent (upstream bug, D30).
 *
 * @throws HttpError 400 for the first rule that is broken.
 */
export function checkUploads(limits: ServerConfiguration["limits"], files: readonly UploadFile[]): void {
  const seen = new Set<string>();
  let total = 0n;
  for (const file of files) {
    const key = `${file.assetType}-${file.sequence}`;
    checkFile(limits, file, key, seen);
    seen.add(key);
    total += BigInt(file.bytes);
  }
  if (files.length > limits.maxFilesPerBatch) {
    throw new HttpError(400, "too many files in batch", { maxFiles: limits.maxFilesPerBatch });
  }
  if (total <= 0n) throw new HttpError(400, "total size must be positive", { bytes: "positive" });
  if (total > BigInt(limits.maxTotalBytes)) {
    throw new HttpError(400, "batch exceeds maximum allowed payload", { maxBytes: limits.maxTotalBytes });
  }
}

function checkFile(
  limits: ServerConfiguration["limits"],
  file: UploadFile,
  key: string,
  seen: ReadonlySet<string>,
): void {
  if (seen.has(key)) throw new HttpError(400, "duplicate asset type and sequence", { key });
  const allowed = limits.allowedContentTypes.map((type) => type.trim().toLowerCase());
  if (!allowed.includes(file.contentType.trim().toLowerCase())) {
    throw new HttpError(400, "unsupported content type", { contentType: file.contentType });
  }
  if (file.bytes <= 0) throw new HttpError(400, "bytes must be greater than zero", { key });
  if (file.bytes > limits.maxFileBytes) {
    throw new HttpError(400, "file exceeds allowed size", { key, maxBytes: limits.maxFileBytes });
  }
  if (file.checksum.trim() === "") throw new HttpError(400, "checksum is required", { key });
  if (!ASSET_TYPES.includes(file.assetType.toUpperCase())) {
    throw new HttpError(400, "unsupported asset type", { assetType: file.assetType, key });
  }
}
