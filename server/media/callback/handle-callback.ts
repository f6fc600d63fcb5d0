import type { Statements } from "../../database/database.ts";
import { type ActiveListing, findActiveListing } from "../../database/listings.ts";
import { type MediaJob, markJobRunning } from "../../database/media-jobs.ts";
import type { RequestContext } from "../../http/context.ts";
import { errorText, type Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { refuseOtherProvider } from "../finalization/job-provider.ts";
import { advanceOnSuccess, freeListing } from "../listing/listing-progress.ts";
import { notifyOwner } from "../listing/owner-notification.ts";
import { explainedByFailures, failLeftovers } from "./asset-failures.ts";
import { isLate, readJobForCallback, writeJob } from "./guard.ts";
import type { Callback } from "./request.ts";
import { applyResults, checkListing, correctedByUnknownKeys } from "./results.ts";
import { finishedStatus, freesListing, lastErrorOf, reportsStart } from "./status.ts";
import { logSummary } from "./summary.ts";
import { isFinalization, missingBundle, zipPayload } from "./zip-payload.ts";

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
  const report = {
    log,
    fields: { job_id: callback.jobId },
    startEvent: "service.media.callback.tx_start_error",
    rollbackEvent: "service.media.callback.rollback_error",
    commitEvent: "service.media.callback.tx_commit_error",
    commitMessage: "failed to commit transaction",
  };
  const advanced = await media.database.transaction(report, async (db) => {
    const { system } = media;
    const job = await readJobForCallback(system, log, db, callback.jobId);
    checkListing(system, log, job, callback);
    refuseOtherProvider(system, log, job, callback.provider);
    if (isLate(system, log, job, callback.status)) return undefined;
    if (reportsStart(system, callback.status)) return noteStart(media, db, job, callback);
    return finish(media, log, db, jobAfter(media, job, callback, bundleProblem), callback);
  });
  if (advanced) await notifyOwner(media, context, advanced, Number(callback.jobId));
}

async function noteStart(
  media: MediaDependencies,
  db: Statements,
  job: MediaJob,
  callback: Callback,
): Promise<undefined> {
  const startedAtMs = callback.startedAtMs ?? media.clock.now();
  await markJobRunning(db, job.id, { arn: callback.executionArn, startedAtMs });
  return undefined;
}

function jobAfter(
  media: MediaDependencies,
  job: MediaJob,
  callback: Callback,
  bundleProblem: string | undefined,
): MediaJob {
  const { system } = media;
  const noted = { ...job, callbackBody: callback.rawBody, ...executionOf(media, job, callback) };
  const status = finishedStatus(system, callback.status);
  if (status === undefined) return noted;
  const broken = bundleProblem !== undefined && isFinalization(job);
  return {
    ...noted,
    status: broken ? "FAILED" : status,
    completedAtMs: media.clock.now(),
    payload: zipPayload(callback.zip),
    lastError: [broken ? bundleProblem : "", lastErrorOf(callback)].filter((part) => part !== "").join(" | "),
  };
}

/** The current revision fills in what the job does not know yet. */
function executionOf(media: MediaDependencies, job: MediaJob, callback: Callback): Partial<MediaJob> {
  if (!media.system.features.executionInCallback) return {};
  return {
    externalId: job.externalId || callback.executionArn,
    startedAtMs: job.startedAtMs ?? callback.startedAtMs,
  };
}

async function finish(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  job: MediaJob,
  callback: Callback,
): Promise<ActiveListing | undefined> {
  const { system } = media;
  await writeJob(system, log, db, job);
  const applied = await applyResults(system, log, db, job, callback.results);
  const corrected = correctedByUnknownKeys(system, job, callback.results, applied.unknownKeys);
  const explained = explainedByFailures(system, corrected ?? job, callback.results.length, applied.failures);
  const final = explained ?? corrected ?? job;
  if (final !== job) await writeJob(system, log, db, final);
  await failAssets(media, log, db, final, callback.results.length);
  logSummary(system, log, final, callback, applied);
  if (!isFinalization(final)) return undefined;
  if (final.status === "SUCCEEDED") return advanceOnSuccess(media, log, db, final);
  if (freesListing(system, final.status)) {
    await freeListing(db, await findActiveListing(db, final.listingIdentityId));
  }
  return undefined;
}

/** A failure here is only logged (docs/contract/http-api.md 6, step 6). */
async function failAssets(
  media: MediaDependencies,
  log: Logger,
  db: Statements,
  job: MediaJob,
  results: number,
): Promise<void> {
  try {
    await failLeftovers(media.system, db, job, results);
  } catch (error) {
    log.error("service.media.callback.bulk_fail_assets_error", {
      err: errorText(error),
      listing_identity_id: job.listingIdentityId,
    });
  }
}
