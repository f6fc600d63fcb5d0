import type { System } from "../../../system/revisions.ts";
import type { ServerConfiguration } from "../../configuration.ts";
import { HttpError } from "../../http/http-error.ts";
import { ASSET_TYPES } from "../assets/asset-type.ts";
import type { UploadFile } from "./upload-request.ts";

/** Whether the pipeline makes web sizes of the files or stores them unchanged. */
export type UploadPurpose = "processing" | "keeping";

/**
 * The rules of docs/contract/http-api.md 5.1 in their order, file by file, then for the batch.
 *
 * @throws HttpError 400 for the first rule that is broken.
 */
export function checkUploads(
  system: System,
  limits: ServerConfiguration["limits"],
  files: readonly UploadFile[],
  purpose: UploadPurpose = "processing",
): void {
  const seen = new Set<string>();
  let total = 0n;
  for (const file of files) {
    const key = `${file.assetType}-${file.sequence}`;
    checkFile(limits, file, key, seen);
    if (purpose === "processing") refuseUnprocessable(system, file, key);
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

const UNPROCESSABLE: Readonly<Record<string, string>> = {
  "image/heic": "HEIC photos cannot be processed: upload JPEG or PNG",
  "application/pdf": "PDF documents cannot be processed: upload plans as project media",
};

/**
 * D27: HEIC and PDF are allowed by the configuration, but the thumbnails Lambda can decode neither, so the asset always
 * ends FAILED and blocks "complete" until it is deleted. Instead they are refused before the upload.
 */
function refuseUnprocessable(system: System, file: UploadFile, key: string): void {
  const message = UNPROCESSABLE[file.contentType.trim().toLowerCase()];
  if (message === undefined || system.has("D27")) return;
  throw new HttpError(400, message, { key, contentType: file.contentType });
}
