import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { NoRowsError } from "../../database/database-error.ts";
import { getAssetByRawKey, type MediaAsset } from "../../database/media-assets.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { isSuperseded } from "../assets/replaced-upload.ts";
import { type AssetFailure, failureOfAsset } from "./asset-failures.ts";
import { storeResult } from "./asset-result.ts";
import type { Callback, CallbackResult } from "./request.ts";

const NAMED_KEYS = 5;

/**
 * D19: assets are looked up in the whole table, and a callback for another listing is only warned about, so a result
 * can change another listing's asset. Instead such a callback is refused, and `findAsset` stays within the listing.
 *
 * @throws HttpError 409 when the callback names another listing than the job's.
 */
export function checkListing(system: System, log: Logger, job: MediaJob, callback: Callback): void {
  if (callback.listingIdentityId === 0 || callback.listingIdentityId === job.listingIdentityId) return;
  log.warn("service.media.callback.listing_mismatch", {
    job_id: job.id,
    job_listing: job.listingIdentityId,
    payload_listing: callback.listingIdentityId,
  });
  if (system.has("D19")) return;
  throw new HttpError(409, "callback listing does not match the job", {
    callbackListing: Number(callback.listingIdentityId),
    jobListing: job.listingIdentityId,
  });
}

async function findAsset(system: System, db: Statements, job: MediaJob, rawKey: string): Promise<MediaAsset> {
  if (rawKey === "") throw new Error("missing asset identifier");
  return getAssetByRawKey(db, rawKey, system.has("D19") ? undefined : job);
}

export interface AppliedResults {
  readonly failed: number;
  /** Error code → how often. */
  readonly errorCodes: Readonly<Record<string, number>>;
  /** Why assets of the job failed. */
  readonly failures: readonly AssetFailure[];
  /** Raw keys that belong to no asset. */
  readonly unknownKeys: readonly string[];
}

/**
 * Applies every result to its asset.
 *
 * @throws HttpError 500 when an asset cannot be written, or, without D6, be looked up.
 */
export async function applyResults(
  system: System,
  log: Logger,
  db: Statements,
  job: MediaJob,
  results: readonly CallbackResult[],
): Promise<AppliedResults> {
  const unknownKeys: string[] = [];
  const errorCodes = new Map<string, number>();
  const failures: AssetFailure[] = [];
  let failed = 0;
  for (const result of results) {
    const asset = await lookUp(system, log, db, job, result.rawKey);
    if (!asset) unknownKeys.push(result.rawKey);
    if (asset && (await isSuperseded(system, db, job, asset))) {
      log.warn("service.media.callback.result_superseded", { job_id: job.id, asset_id: asset.id });
      continue;
    }
    const failure = await storeResult(system, log, db, asset, result);
    if (failure === undefined) continue;
    failed++;
    if (asset) failures.push(failureOfAsset(failure, result));
    if (failure !== "") errorCodes.set(failure, (errorCodes.get(failure) ?? 0) + 1);
  }
  const sorted = [...errorCodes].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return { failed, errorCodes: Object.fromEntries(sorted), failures, unknownKeys };
}

/** D6: a result without asset is dropped, and a database that fails is taken for "not found". */
async function lookUp(
  system: System,
  log: Logger,
  db: Statements,
  job: MediaJob,
  rawKey: string,
): Promise<MediaAsset | undefined> {
  try {
    return await findAsset(system, db, job, rawKey);
  } catch (error) {
    const fields = { asset_id: 0, raw_key: rawKey, err: errorText(error) };
    log.error("service.media.callback.asset_lookup_error", fields);
    const unknown = rawKey === "" || error instanceof NoRowsError;
    if (unknown || system.has("D6")) return undefined;
    throw new HttpError(500, "failed to look up asset");
  }
}

/** D6's correction: the job whose results belong to no asset, with how many and which; undefined when nothing is wrong. */
export function correctedByUnknownKeys(
  system: System,
  job: MediaJob,
  results: readonly CallbackResult[],
  unknownKeys: readonly string[],
): MediaJob | undefined {
  if (unknownKeys.length === 0 || system.has("D6")) return undefined;
  const some = unknownKeys.length < results.length && job.status !== "FAILED" && system.features.partialSuccess;
  const named = unknownKeys.slice(0, NAMED_KEYS).map((key) => key || "(no key)");
  const more = unknownKeys.length > named.length ? ` and ${unknownKeys.length - named.length} more` : "";
  const reason = `${unknownKeys.length} of ${results.length} results match no asset of listing ${job.listingIdentityId}: ${named.join(", ")}${more}`;
  return {
    ...job,
    status: some ? "PARTIAL_SUCCESS" : "FAILED",
    lastError: job.lastError === "" ? reason : `${job.lastError} | ${reason}`,
  };
}
