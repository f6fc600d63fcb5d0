import type { System } from "../../../system/revisions.ts";
import type { JobProvider, MediaJob } from "../../database/media-jobs.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Logger } from "../../logging/logger.ts";

/**
 * Provider of a new finalization job. The incident's revision wrote the processing machine's (docs/contract/README.md,
 * "Differences at a glance"); the current one has its own since 9a426442 but does not compare it: that rest of D7 is below.
 */
export function finalizationProvider(system: System): JobProvider {
  const own = "STEP_FUNCTIONS_FINALIZATION";
  const { finalizationProvider: declared } = system.features;
  return declared !== own && system.has("D7") ? declared : own;
}

/**
 * D7: the callback's provider is not compared with the job's, so a processing machine that was started for a
 * finalization can finish the job. Refused instead, because the job itself may still be finished by the right machine;
 * a callback without provider (FINALIZATION_FAILED has none) is let through.
 *
 * @throws HttpError 409.
 */
export function refuseOtherProvider(system: System, log: Logger, job: MediaJob, provider: string): void {
  if (provider === "" || provider === job.provider || system.has("D7")) return;
  log.error("service.media.callback.provider_mismatch", {
    job_id: job.id,
    job_provider: job.provider,
    payload_provider: provider,
  });
  throw new HttpError(409, "callback provider does not match the job", {
    jobProvider: job.provider,
    callbackProvider: provider,
  });
}

/** By its provider; the incident's revision gives it the processing machine's, so by its execution's name, too. */
export function isFinalization(job: MediaJob): boolean {
  return job.provider === "STEP_FUNCTIONS_FINALIZATION" || /:finalization-\d+-\d+$/.test(job.externalId);
}
