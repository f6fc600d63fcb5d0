import type { System } from "../../../system/revisions.ts";
import type { MediaJob } from "../../database/media-jobs.ts";
import { isFinalization } from "../finalization/job-provider.ts";
import { type AssetChange, changeOf } from "./asset-change.ts";
import { isLate } from "./finished-job.ts";
import { joinReasons, reasonOf } from "./last-error.ts";
import type { Callback } from "./request.ts";
import { finishedStatus, reportsStart } from "./status.ts";
import { zipPayload } from "./zip-payload.ts";

/** What a callback means for its job and, as far as it can tell without looking at any, for the job's assets. */
export type Decision =
  | { readonly kind: "late" }
  | { readonly kind: "started"; readonly execution: { readonly arn: string; readonly startedAtMs: number } }
  | { readonly kind: "reported"; readonly job: MediaJob; readonly changes: readonly AssetChange[] };

/** What is known beside job and callback. */
export interface Circumstances {
  readonly nowMs: number;
  /** Why the ZIP of a finalization does not count; undefined when nothing is wrong with it. */
  readonly bundleProblem: string | undefined;
}

/** Changes nothing and asks nobody: everything that a callback says by itself is decided here, once. */
export function decideCallback(
  system: System,
  job: MediaJob,
  callback: Callback,
  circumstances: Circumstances,
): Decision {
  if (isLate(system, job)) return { kind: "late" };
  if (reportsStart(system, callback.status)) {
    const startedAtMs = callback.startedAtMs ?? circumstances.nowMs;
    return { kind: "started", execution: { arn: callback.executionArn, startedAtMs } };
  }
  const noted = { ...job, callbackBody: callback.rawBody, ...executionOf(system, job, callback) };
  const outcome = outcomeOf(system, job, callback, circumstances);
  return { kind: "reported", job: { ...noted, ...outcome }, changes: callback.results.map(changeOf) };
}

/** The current revision fills in what the job does not know yet. */
function executionOf(system: System, job: MediaJob, callback: Callback): Partial<MediaJob> {
  if (!system.features.executionInCallback) return {};
  return {
    externalId: job.externalId || callback.executionArn,
    startedAtMs: job.startedAtMs ?? callback.startedAtMs,
  };
}

/** Nothing when the callback does not finish the job. */
function outcomeOf(
  system: System,
  job: MediaJob,
  callback: Callback,
  { nowMs, bundleProblem }: Circumstances,
): Partial<MediaJob> {
  const status = finishedStatus(system, callback.status);
  if (status === undefined) return {};
  const withoutZip = bundleProblem !== undefined && isFinalization(job);
  return {
    status: withoutZip ? "FAILED" : status,
    completedAtMs: nowMs,
    payload: zipPayload(callback.zip),
    lastError: joinReasons(withoutZip ? bundleProblem : "", reasonOf(callback)),
  };
}
