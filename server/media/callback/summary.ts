import type { System } from "../../../system/revisions.ts";
import type { Logger } from "../../logging/logger.ts";
import type { FailedChange } from "./asset-change.ts";
import type { Outcome } from "./decide-outcome.ts";
import type { Callback } from "./request.ts";

/**
 * One line about the results, none for a callback without results and error, such as that of a good finalization
 * (docs/contract/logs.md 2, "Summary rule").
 */
export function logSummary(system: System, log: Logger, callback: Callback, { job, failed }: Outcome): void {
  const { code, message, details } = callback.error;
  const metadata = details.size === 0 ? null : Object.fromEntries([...details].sort());
  const partial = system.features.partialSuccess ? { partial_success: job.status === "PARTIAL_SUCCESS" } : {};
  if (callback.results.length === 0) {
    if (code === "" && message === "") return;
    log.warn("service.media.callback.no_results_failure", {
      job_id: job.id,
      status: callback.status,
      callback_error_code: code,
      callback_error: message,
      callback_error_metadata: metadata,
    });
    return;
  }
  if (failed.length === 0 && code === "") {
    const fields = { job_id: job.id, processed_assets: callback.results.length, ...partial };
    log.info("service.media.callback.assets_processed", fields);
    return;
  }
  log.warn("service.media.callback.assets_failed", {
    job_id: job.id,
    failed_assets: failed.length,
    error_codes: countCodes(failed),
    callback_error_code: code,
    callback_error_metadata: metadata,
    ...partial,
  });
}

/** Error code → how often, in the order of Go's maps: by bytes. */
function countCodes(failed: readonly FailedChange[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { errorCode } of failed) {
    if (errorCode !== "") counts.set(errorCode, (counts.get(errorCode) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}
