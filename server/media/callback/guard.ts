import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { DatabaseError, NoRowsError } from "../../database/database-error.ts";
import { getJob, type MediaJob, TERMINAL_STATUSES, updateJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";

/**
 * D18: a late or repeated callback overwrites a finished job, forgets its `last_error`, and is answered with 500 when it
 * says exactly what the row says already. Instead the row is locked, a finished job is left alone and the callback is
 * acknowledged. The three functions of this file are the departure.
 *
 * @throws HttpError 404 `processing job not found`, 500 `failed to get job`.
 */
export async function readJobForCallback(
  system: System,
  log: Logger,
  db: Statements,
  jobId: GoInteger,
): Promise<MediaJob> {
  try {
    if (!system.has("D18")) return await getJob(db, jobId, "FOR UPDATE");
    return { ...(await getJob(db, jobId)), lastError: "" };
  } catch (error) {
    if (error instanceof NoRowsError) {
      log.warn("service.media.callback.job_not_found", { job_id: jobId });
      throw new HttpError(404, "processing job not found");
    }
    log.error("service.media.callback.get_job_error", { err: errorText(error), job_id: jobId });
    throw new HttpError(500, "failed to get job");
  }
}

/** True when the callback comes too late to change anything. */
export function isLate(system: System, log: Logger, job: MediaJob, status: string): boolean {
  if (!TERMINAL_STATUSES.includes(job.status) || system.has("D18")) return false;
  log.warn("service.media.callback.duplicate_ignored", { job_id: job.id, job_status: job.status, status });
  return true;
}

/** @throws HttpError 500 `failed to update job`; with D18 also when no column changes (docs/contract/http-api.md 6). */
export async function writeJob(system: System, log: Logger, db: Statements, job: MediaJob): Promise<void> {
  try {
    const changedRows = await updateJob(db, job);
    if (changedRows === 0 && system.has("D18")) throw new NoRowsError();
  } catch (error) {
    const fields = { err: errorText(error), job_id: job.id };
    if (error instanceof DatabaseError) log.error("mysql.media_job.update.exec_error", fields);
    log.error("service.media.callback.update_job_error", fields);
    throw new HttpError(500, "failed to update job");
  }
}
