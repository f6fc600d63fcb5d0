import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { moveProcessingAssets } from "../../database/media-assets.ts";
import { type MediaJob, TERMINAL_STATUSES } from "../../database/media-jobs.ts";
import { assetsKnowTheirJob } from "../../database/schema.ts";
import { failAssetsOf } from "../processing/stuck-jobs.ts";
import type { CallbackResult } from "./request.ts";

const NAMED_FAILURES = 5;
const REASON_LENGTH = 300;

/**
 * D34: why assets failed never reaches the job's `last_error`, and a failed job that brings results leaves its assets
 * without a result in PROCESSING. The two functions of this file are the departure.
 *
 * Answers the job with the reasons; undefined when there is nothing to add.
 */
export function explainedByFailures(
  system: System,
  job: MediaJob,
  total: number,
  failures: readonly AssetFailure[],
): MediaJob | undefined {
  if (failures.length === 0 || !TERMINAL_STATUSES.includes(job.status) || system.has("D34")) return undefined;
  const named = failures.slice(0, NAMED_FAILURES).map(({ rawKey, reason }) => `${rawKey}: ${reason}`);
  const more = failures.length > named.length ? ` and ${failures.length - named.length} more` : "";
  const text = `${failures.length} of ${total} assets failed: ${named.join("; ")}${more}`;
  return { ...job, lastError: job.lastError === "" ? text : `${job.lastError} | ${text}` };
}

export interface AssetFailure {
  readonly rawKey: string;
  readonly reason: string;
}

export function failureOfAsset(errorCode: string, result: CallbackResult): AssetFailure {
  const reason = [errorCode, result.errorMessage].filter((part) => part !== "").join(" ");
  const clipped = reason.length > REASON_LENGTH ? `${reason.slice(0, REASON_LENGTH)}…` : reason;
  return { rawKey: result.rawKey, reason: clipped || "without a reason" };
}

/** Moves assets to FAILED that a finished job leaves behind; a failed job takes all that D15 leaves to it. */
export async function failLeftovers(system: System, db: Statements, job: MediaJob, results: number): Promise<void> {
  if (job.status === "FAILED" && (results === 0 || !system.has("D34"))) return failAssetsOf(system, db, job);
  const finished = TERMINAL_STATUSES.includes(job.status);
  if (system.has("D34") || !finished || !assetsKnowTheirJob(system)) return;
  await moveProcessingAssets(db, { jobId: job.id }, "FAILED");
}
