import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { getJob, type MediaJob, TERMINAL_STATUSES } from "../../database/media-jobs.ts";

/**
 * D18: a late or repeated callback overwrites a finished job, forgets its `last_error`, and is answered with 500 when
 * it says exactly what the row says already. Instead the row is locked, a finished job is left alone and the callback is
 * acknowledged. The three functions of this file are the departure.
 *
 * @throws NoRowsError when there is no such job.
 */
export async function lockJob(system: System, db: Statements, jobId: GoInteger): Promise<MediaJob> {
  if (!system.has("D18")) return getJob(db, jobId, "FOR UPDATE");
  return { ...(await getJob(db, jobId)), lastError: "" };
}

/** True when a callback for this job comes too late to change anything. */
export function isLate(system: System, job: MediaJob): boolean {
  return TERMINAL_STATUSES.includes(job.status) && !system.has("D18");
}

/** Whether an update that changed no column counts as failed (docs/contract/http-api.md 6). */
export function failsUnchanged(system: System, changedRows: number): boolean {
  return changedRows === 0 && system.has("D18");
}
