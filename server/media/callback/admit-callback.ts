import type { GoInteger } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { NoRowsError } from "../../database/database-error.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import { refuseOtherProvider } from "../finalization/job-provider.ts";
import { lockJob } from "./finished-job.ts";
import { refuseOtherListing } from "./other-listing.ts";
import type { Callback } from "./request.ts";

/**
 * The job that the callback is about.
 *
 * @throws HttpError 404 `processing job not found`, 409 when the job is another listing's or another machine's, 500.
 */
export async function admitCallback(
  system: System,
  log: Logger,
  db: Statements,
  callback: Callback,
): Promise<MediaJob> {
  const job = await readJob(system, log, db, callback.jobId);
  refuseOtherListing(system, log, job, callback);
  refuseOtherProvider(system, log, job, callback.provider);
  return job;
}

async function readJob(system: System, log: Logger, db: Statements, jobId: GoInteger): Promise<MediaJob> {
  try {
    return await lockJob(system, db, jobId);
  } catch (error) {
    if (error instanceof NoRowsError) {
      log.warn("service.media.callback.job_not_found", { job_id: jobId });
      throw new HttpError(404, "processing job not found");
    }
    log.error("service.media.callback.get_job_error", { err: errorText(error), job_id: jobId });
    throw new HttpError(500, "failed to get job");
  }
}
