/**
 * The defects of contract/incident-28.md, section 4, as data. The code is written as a correct system behaves; each
 * defect is one small departure in exactly one place, which asks `system.has("D6")`. `where` names that place.
 */
export interface Defect {
  readonly title: string;
  /** What a correct system does instead; the column "a correct system" of the contract, in our words. */
  readonly correct: string;
  /** File that holds the departure. */
  readonly where: string;
}

export const DEFECTS = {
  D1: {
    title: "the finalization ARN is not checked",
    correct: "refuse an ARN that names another machine, at start and in the answer to StartExecution",
    where: "server/media/finalization-machine.ts",
  },
  D2: {
    title: "the finalization machine is not deployed",
    correct: "deploy both machines",
    where: "system/infrastructure.ts",
  },
  D3: {
    title: "the backend may not start the finalization machine",
    correct: "grant it, and report a clear error when it is denied",
    where: "system/infrastructure.ts",
  },
  D4: {
    title: "the thumbnails Lambda reports SUCCESS when every photo failed",
    correct: "report a failing status when nothing succeeded; reject keys without raw/ before downloading",
    where: "lambdas/thumbnails/report.ts",
  },
  D5: {
    title: "consolidation reports SUCCEEDED in spite of failed outputs",
    correct: "some failed: PARTIAL_SUCCESS; all failed: FAILED; validation errors count",
    where: "lambdas/consolidate/status.ts",
  },
  D6: {
    title: "callback results that match no asset are dropped, and the job succeeds",
    correct:
      "unknown keys make the job fail (or succeed partially) with last_error; a database error is no 'not found'",
    where: "server/media/callback-results.ts",
  },
  D7: {
    title: "a finalization job carries the provider of a processing job",
    correct: "own provider, compared with the callback's",
    where: "server/media/job-provider.ts",
  },
  D8: {
    title: "the ZIP's key and sizes are not stored",
    correct: "store key, count and sizes in the job's payload",
    where: "server/media/zip-payload.ts",
  },
  D9: {
    title: "a finalization succeeds without a ZIP",
    correct: "require a bundle for a finalization's success",
    where: "server/media/zip-payload.ts",
  },
  D10: {
    title: "processing jobs have no start time and no execution ARN",
    correct: "record both when the execution starts",
    where: "lambdas/state-machines/report-started.ts",
  },
  D11: {
    title: "the trace ends at the queue",
    correct: "carry traceparent from the request to the callback's answer",
    where: "lambdas/trace-context.ts",
  },
  D12: {
    title: "a failed finalization leaves the job RUNNING",
    correct: "map FINALIZATION_FAILED to FAILED, keep the reason, free the listing",
    where: "server/media/callback-status.ts",
  },
  D13: {
    title: "the listing advances before the ZIP exists",
    correct: "advance and notify the owner when the finalization has succeeded",
    where: "server/media/listing-progress.ts",
  },
  D14: {
    title: "the reconciler looks only at RUNNING jobs",
    correct: "reconcile every job that is not finished, PENDING included",
    where: "server/media/stuck-jobs.ts",
  },
  D15: {
    title: "the reconciler fails assets of other jobs",
    correct: "fail only the job's own assets; free the listing",
    where: "server/media/stuck-jobs.ts",
  },
  D16: {
    title: "messages and executions are started inside the open transaction",
    correct: "start after the commit, from an outbox",
    where: "server/media/outbox.ts",
  },
  D17: {
    title: "finalization breaks when tracing is off",
    correct: "always send traceparent",
    where: "server/media/finalization-input.ts",
  },
  D18: {
    title: "late and duplicate callbacks change finished jobs",
    correct: "a callback for a finished job changes nothing and is acknowledged",
    where: "server/media/callback-guard.ts",
  },
  D19: {
    title: "a result can be applied to another listing's asset",
    correct: "look assets up within the job's listing; refuse a callback for another listing",
    where: "server/media/callback-results.ts",
  },
  D20: {
    title: "the function that calls back is not the one that is deployed",
    correct: "deploy the function that the machines invoke",
    where: "system/infrastructure.ts",
  },
} as const satisfies Record<string, Defect>;

export type DefectId = keyof typeof DEFECTS;

export const DEFECT_IDS = Object.keys(DEFECTS) as DefectId[];

export function isDefectId(text: string): text is DefectId {
  return Object.hasOwn(DEFECTS, text);
}
