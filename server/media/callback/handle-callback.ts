import type { Statements } from "../../database/database.ts";
import type { ActiveListing } from "../../database/listings.ts";
import { markJobRunning } from "../../database/media-jobs.ts";
import type { RequestContext } from "../../http/context.ts";
import type { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { notifyOwner } from "../listing/owner-notification.ts";
import { transactionReport } from "../transaction-report.ts";
import { admitCallback } from "./admit-callback.ts";
import { decideCallback } from "./decide-callback.ts";
import { decideOutcome } from "./decide-outcome.ts";
import { missingBundle } from "./missing-bundle.ts";
import type { Callback } from "./request.ts";
import { logSummary } from "./summary.ts";
import { writeAssets } from "./write-assets.ts";
import { writeJob } from "./write-job.ts";
import { writeOutcome } from "./write-outcome.ts";

/**
 * Takes a callback of the pipeline into job, assets and listing, in one transaction (docs/contract/http-api.md 6).
 *
 * @throws HttpError as the contract lists; 409 for a callback that belongs to another listing or machine.
 */
export async function handleCallback(
  media: MediaDependencies,
  context: RequestContext,
  callback: Callback,
): Promise<void> {
  const { log } = context;
  log.info("service.media.callback.received", { job_id: callback.jobId, status: callback.status });
  const bundleProblem = await missingBundle(media, log, callback);
  const report = transactionReport("callback", log, { job_id: callback.jobId });
  const advanced = await media.database.transaction(report, (db) => takeIn(media, log, db, callback, bundleProblem));
  if (advanced) await notifyOwner(media, context, advanced, Number(callback.jobId));
}

/**
 * The contract's order of statements has the job written before any asset is looked up. What the callback says is
 * therefore decided before, and what its assets make of it after; a correction by them is a second write of the job.
 */
async function takeIn(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  callback: Callback,
  bundleProblem: string | undefined,
): Promise<ActiveListing | undefined> {
  const { system } = media;
  const job = await admitCallback(system, log, db, callback);
  const nowMs = media.clock.now();
  const decision = decideCallback(system, job, callback, { nowMs, bundleProblem });
  if (decision.kind === "late") {
    const fields = { job_id: job.id, job_status: job.status, status: callback.status };
    log.warn("service.media.callback.duplicate_ignored", fields);
    return undefined;
  }
  if (decision.kind === "started") {
    await markJobRunning(db, job.id, decision.execution);
    return undefined;
  }
  await writeJob(system, log, db, decision.job);
  const written = await writeAssets(system, log, db, decision.job, decision.changes);
  const outcome = decideOutcome(system, decision.job, written, nowMs);
  const advanced = await writeOutcome(media, log, db, outcome);
  logSummary(system, log, callback, outcome);
  return advanced;
}
