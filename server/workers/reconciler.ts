import { formatGoDuration } from "../../system/go/duration.ts";
import { formatRfc3339Nano } from "../../system/go/rfc3339.ts";
import type { Statements } from "../database/database.ts";
import { jobsBefore, type MediaJob, updateJob } from "../database/media-jobs.ts";
import { deleteOutboxRowsOfJob, undeliveredRows } from "../database/outbox-rows.ts";
import { hasOutbox } from "../database/schema.ts";
import { errorText, type Logger } from "../logging/logger.ts";
import { nanoseconds } from "../logging/nanoseconds.ts";
import type { MediaDependencies } from "../media/dependencies.ts";
import { deliver } from "../media/outbox/outbox.ts";
import { failAssetsOf, freeListingOf, stuckCondition } from "../media/processing/stuck-jobs.ts";
import { transactionReport } from "../media/transaction-report.ts";

export const RECONCILE_INTERVAL_MS = 5 * 60_000;

/** Until then a running request may still deliver its own row. */
const OUTBOX_PATIENCE_MS = 60_000;

/** One round: delivers rows left in the outbox, then fails jobs that should have finished long ago. */
export async function reconcile(media: MediaDependencies, log: Logger): Promise<void> {
  if (hasOutbox(media.system)) await deliverForgottenRows(media, log);
  await failStuckJobs(media, log);
}

async function deliverForgottenRows(media: MediaDependencies, log: Logger): Promise<void> {
  const beforeMs = media.clock.now() - OUTBOX_PATIENCE_MS;
  const rows = await media.database.statements(log, (db) => undeliveredRows(db, beforeMs));
  for (const row of rows) {
    try {
      await deliver(media, log, row, row.id);
      log.warn("service.media.outbox.delivered_late", { job_id: row.jobId, kind: row.kind });
    } catch (error) {
      log.error("service.media.outbox.deliver_error", { job_id: row.jobId, kind: row.kind, err: errorText(error) });
    }
  }
}

async function failStuckJobs(media: MediaDependencies, log: Logger): Promise<void> {
  const timeoutMs = media.configuration.workflow.stuckJobTimeoutMinutes * 60_000;
  const cutoffMs = media.clock.now() - timeoutMs;
  const cutoff = formatRfc3339Nano(cutoffMs);
  const report = transactionReport("reconcile", log);
  const count = await media.database.transaction(report, async (db) => {
    const jobs = await stuckJobs(media, log, db, cutoffMs, cutoff);
    for (const job of jobs) await failJob(media, log, db, job, timeoutMs);
    return jobs.length;
  });
  if (count === 0) {
    log.debug("service.media.reconcile.no_stuck_jobs", { cutoff });
    return;
  }
  log.warn("service.media.reconcile.completed", { stuck_jobs: count, cutoff, timeout: nanoseconds(timeoutMs) });
}

async function stuckJobs(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  cutoffMs: number,
  cutoff: string,
): Promise<readonly MediaJob[]> {
  try {
    return await jobsBefore(db, stuckCondition(media.system), cutoffMs);
  } catch (error) {
    log.error("service.media.reconcile.list_error", { err: errorText(error), cutoff });
    throw error;
  }
}

async function failJob(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  job: MediaJob,
  timeoutMs: number,
): Promise<void> {
  try {
    await updateJob(db, {
      ...job,
      status: "FAILED",
      completedAtMs: media.clock.now(),
      payload: null,
      lastError: `reconciler marked failed after ${formatGoDuration(timeoutMs)} without callback`,
    });
  } catch (error) {
    log.error("service.media.reconcile.update_job_error", { err: errorText(error), job_id: job.id });
    return;
  }
  if (hasOutbox(media.system)) await deleteOutboxRowsOfJob(db, job.id);
  try {
    await failAssetsOf(media.system, db, job);
    await freeListingOf(media.system, db, job);
  } catch (error) {
    const ids = { listing_identity_id: job.listingIdentityId };
    log.error("service.media.reconcile.bulk_fail_assets_error", { err: errorText(error), ...ids });
  }
}
