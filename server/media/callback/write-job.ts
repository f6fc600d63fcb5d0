import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { DatabaseError, NoRowsError } from "../../database/database-error.ts";
import { type MediaJob, updateJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { failsUnchanged } from "./finished-job.ts";

/** @throws HttpError 500 `failed to update job`. */
export async function writeJob(system: System, log: Logger, db: Statements, job: MediaJob): Promise<void> {
  try {
    const changedRows = await updateJob(db, job);
    if (failsUnchanged(system, changedRows)) throw new NoRowsError();
  } catch (error) {
    const fields = { err: errorText(error), job_id: job.id };
    if (error instanceof DatabaseError) log.error("mysql.media_job.update.exec_error", fields);
    log.error("service.media.callback.update_job_error", fields);
    throw new HttpError(500, "failed to update job");
  }
}
