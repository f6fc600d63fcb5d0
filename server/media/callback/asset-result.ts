import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { type MediaAsset, upsertAsset } from "../../database/media-assets.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { metadataOfSuccess } from "../assets/replaced-upload.ts";
import type { CallbackResult } from "./request.ts";

/**
 * Writes one result into its asset, if there is one. Answers the error code of a result that counts as failed, empty
 * when it has none; undefined when it counts as processed (docs/contract/http-api.md 6, step 7).
 *
 * @throws HttpError 500 `failed to update asset`.
 */
export async function storeResult(
  system: System,
  log: Logger,
  db: Statements,
  asset: MediaAsset | undefined,
  result: CallbackResult,
): Promise<string | undefined> {
  const failed = result.errorCode !== "" || result.errorMessage !== "";
  if (failed) {
    if (asset) await store(log, db, { ...asset, status: "FAILED" }, failureMetadata(result));
    return result.errorCode;
  }
  if (!asset) return undefined;
  if (result.processedKey === "") return storeMissingKey(log, db, asset, result);
  const metadata = { ...Object.fromEntries(result.outputs), ...entry("thumbnailKey", result.thumbnailKey) };
  const before = metadataOfSuccess(system, asset);
  const processed = { ...asset, status: "PROCESSED", processedKey: result.processedKey, metadata: before };
  await store(log, db, processed, metadata);
  return undefined;
}

async function storeMissingKey(
  log: Logger,
  db: Statements,
  asset: MediaAsset,
  result: CallbackResult,
): Promise<string> {
  const errorCode = "MISSING_PROCESSED_KEY";
  const ids = { asset_id: asset.id };
  log.warn("service.media.callback.processed_missing_key", { ...ids, raw_key: result.rawKey });
  const err = `processed asset missing finalized key: asset_id=${asset.id} raw_key=${result.rawKey}`;
  log.warn("service.media.callback.asset_result_error", { ...ids, err });
  const error = "processed asset returned without processedKey";
  await store(log, db, { ...asset, status: "FAILED" }, { errorCode, error });
  return errorCode;
}

function failureMetadata(result: CallbackResult): Readonly<Record<string, string>> {
  return {
    ...entry("error", result.errorMessage),
    ...entry("errorCode", result.errorCode),
    ...entry("thumbnailKey", result.thumbnailKey),
  };
}

function entry(name: string, value: string): Readonly<Record<string, string>> {
  return value === "" ? {} : { [name]: value };
}

/** Metadata is merged. */
async function store(
  log: Logger,
  db: Statements,
  asset: MediaAsset,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await upsertAsset(db, { ...asset, metadata: { ...asset.metadata, ...metadata } });
  } catch (error) {
    log.error("service.media.callback.update_asset_failed", { asset_id: asset.id, err: errorText(error) });
    throw new HttpError(500, "failed to update asset");
  }
}
