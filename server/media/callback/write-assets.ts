import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { getAssetByRawKey, type MediaAsset, upsertAsset } from "../../database/media-assets.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { isSuperseded } from "../assets/replaced-upload.ts";
import { type AssetChange, changedAsset } from "./asset-change.ts";
import { searchedListing } from "./other-listing.ts";
import { isNotFound } from "./unknown-keys.ts";

/** What became of a change: written, or not, because no asset has its key or the asset has a newer file. */
export interface WrittenChange {
  readonly change: AssetChange;
  readonly fate: "written" | "unknown" | "superseded";
}

/**
 * Looks every asset up and writes it, one after the other.
 *
 * @throws HttpError 500 when an asset cannot be written, or, without D6, be looked up.
 */
export async function writeAssets(
  system: System,
  log: Logger,
  db: Statements,
  job: MediaJob,
  changes: readonly AssetChange[],
): Promise<readonly WrittenChange[]> {
  const written: WrittenChange[] = [];
  for (const change of changes) written.push({ change, fate: await writeChange(system, log, db, job, change) });
  return written;
}

async function writeChange(
  system: System,
  log: Logger,
  db: Statements,
  job: MediaJob,
  change: AssetChange,
): Promise<WrittenChange["fate"]> {
  const asset = await findAsset(system, log, db, job, change.rawKey);
  if (!asset) return "unknown";
  if (await isSuperseded(system, db, job, asset)) {
    log.warn("service.media.callback.result_superseded", { job_id: job.id, asset_id: asset.id });
    return "superseded";
  }
  if (change.status === "FAILED" && change.keyMissing) warnOfMissingKey(log, asset, change.rawKey);
  await writeAsset(log, db, changedAsset(system, asset, change));
  return "written";
}

async function findAsset(
  system: System,
  log: Logger,
  db: Statements,
  job: MediaJob,
  rawKey: string,
): Promise<MediaAsset | undefined> {
  const fields = { asset_id: 0, raw_key: rawKey };
  if (rawKey === "") {
    log.error("service.media.callback.asset_lookup_error", { ...fields, err: "missing asset identifier" });
    return undefined;
  }
  try {
    return await getAssetByRawKey(db, rawKey, searchedListing(system, job));
  } catch (error) {
    log.error("service.media.callback.asset_lookup_error", { ...fields, err: errorText(error) });
    if (isNotFound(system, error)) return undefined;
    throw new HttpError(500, "failed to look up asset");
  }
}

function warnOfMissingKey(log: Logger, asset: MediaAsset, rawKey: string): void {
  const ids = { asset_id: asset.id };
  log.warn("service.media.callback.processed_missing_key", { ...ids, raw_key: rawKey });
  const err = `processed asset missing finalized key: asset_id=${asset.id} raw_key=${rawKey}`;
  log.warn("service.media.callback.asset_result_error", { ...ids, err });
}

async function writeAsset(log: Logger, db: Statements, asset: MediaAsset): Promise<void> {
  try {
    await upsertAsset(db, asset);
  } catch (error) {
    log.error("service.media.callback.update_asset_failed", { asset_id: asset.id, err: errorText(error) });
    throw new HttpError(500, "failed to update asset");
  }
}
