/**
 * The defects of docs/contract/incident-28.md, section 4, as data. The code is written as a correct system behaves;
 * each defect is one small departure in exactly one place, which asks `system.has("D6")`, and asks last: only where the
 * answer makes a difference, because `npm run defects` runs a scenario again for every defect that it has asked about.
 * `where` names that place.
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
    where: "server/media/outbox/finalization-machine.ts",
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
    where: "server/media/callback/unknown-keys.ts",
  },
  D7: {
    title: "a finalization job carries the provider of a processing job",
    correct: "own provider, compared with the callback's",
    where: "server/media/finalization/job-provider.ts",
  },
  D8: {
    title: "the ZIP's key and sizes are not stored",
    correct: "store key, count and sizes in the job's payload",
    where: "server/media/callback/zip-payload.ts",
  },
  D9: {
    title: "a finalization succeeds without a ZIP",
    correct: "require a bundle for a finalization's success",
    where: "server/media/callback/missing-bundle.ts",
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
    where: "server/media/callback/status.ts",
  },
  D13: {
    title: "the listing advances before the ZIP exists",
    correct: "advance and notify the owner when the finalization has succeeded",
    where: "server/media/listing/listing-progress.ts",
  },
  D14: {
    title: "the reconciler looks only at RUNNING jobs",
    correct: "reconcile every job that is not finished, PENDING included",
    where: "server/media/processing/stuck-jobs.ts",
  },
  D15: {
    title: "the reconciler fails assets of other jobs",
    correct: "fail only the job's own assets; free the listing",
    where: "server/media/processing/stuck-jobs.ts",
  },
  D16: {
    title: "messages and executions are started inside the open transaction",
    correct: "start after the commit, from an outbox",
    where: "server/media/outbox/outbox.ts",
  },
  D17: {
    title: "finalization breaks when tracing is off",
    correct: "always send traceparent",
    where: "server/media/finalization/finalization-input.ts",
  },
  D18: {
    title: "late and duplicate callbacks change finished jobs",
    correct: "a callback for a finished job changes nothing and is acknowledged",
    where: "server/media/callback/finished-job.ts",
  },
  D19: {
    title: "a result can be applied to another listing's asset",
    correct: "look assets up within the job's listing; refuse a callback for another listing",
    where: "server/media/callback/other-listing.ts",
  },
  D20: {
    title: "the function that calls back is not the one that is deployed",
    correct: "deploy the function that the machines invoke",
    where: "system/infrastructure.ts",
  },
  D21: {
    title: "a large batch's callback does not fit its column",
    correct: "a column that holds the callback of every job that can be started",
    where: "server/database/schema.ts",
  },
  D22: {
    title: "an approval at the wrong time ends in a panic",
    correct: "answer 400 with the reason; 403 in the project flow",
    where: "server/http/intended-refusal.ts",
  },
  D23: {
    title: "plans and renders of a project cannot be uploaded",
    correct: "routes, permissions, and a way for uploaded plans to complete",
    where: "server/api/routes.ts",
  },
  D24: {
    title: "the ZIP cannot be asked for with sequence 0",
    correct: "a ZIP has no sequence: 0 is what its request says",
    where: "server/api/handlers/download.ts",
  },
  D25: {
    title: "the original of a processed photo is a URL to nothing",
    correct: "the original is the object that was uploaded",
    where: "server/media/downloads/download-key.ts",
  },
  D26: {
    title: "videos are not converted, or only the first, and nobody waits for it",
    correct: "convert every video with its sound, wait, and report the converted object; a video fails no photo",
    where: "lambdas/validate/video-work.ts, lambdas/state-machines/processing.ts",
  },
  D27: {
    title: "HEIC and PDF are accepted and then always fail",
    correct: "accept only what can be processed; refuse the rest before the upload",
    where: "server/media/uploads/upload-rules.ts",
  },
  D28: {
    title: "delete takes every metadata value for an S3 key",
    correct: "delete the asset's own objects, after the commit",
    where: "server/media/deletion/delete-media.ts",
  },
  D29: {
    title: "any photographer, realtor or owner may touch any listing's media",
    correct: "ask for each listing whether the caller has to do with it",
    where: "server/media/listing/listing-access.ts",
  },
  D30: {
    title: "a lower-case asset type is stored as sent",
    correct: "store and look up the type in upper case",
    where: "server/media/assets/asset-type.ts",
  },
  D31: {
    title: "validate drops unreadable messages and starts executions twice",
    correct: "report each failed message by itself, and name the execution after its job",
    where: "lambdas/validate/start-executions.ts",
  },
  D32: {
    title: "an asset that is uploaded again keeps traces of its former life",
    correct: "new raw key, no processed key, metadata without derived keys and old errors",
    where: "server/media/assets/replaced-upload.ts",
  },
  D33: {
    title: "list answers no number of pages, and 200 for a listing that does not exist",
    correct: "count the pages; answer the documented 404 and 401",
    where: "server/http/documented-answers.ts",
  },
  D34: {
    title: "the reason why assets failed never reaches the job",
    correct: "name it in last_error; a failed job leaves no asset in PROCESSING",
    where: "server/media/callback/failed-assets.ts",
  },
  D35: {
    title: "the cleaner removes the job that holds a listing's ZIP",
    correct: "keep the newest finalization of each listing",
    where: "server/workers/cleaner.ts",
  },
  D36: {
    title: "signing out on a device ends no session",
    correct: "end the sessions of the device that signs out",
    where: "server/auth/signout.ts",
  },
  D37: {
    title: "a photo is not turned when anything else in its EXIF data is damaged",
    correct: "read the orientation by itself, whatever comes before it in the file or is damaged beside it",
    where: "lambdas/thumbnails/orientation.ts",
  },
} as const satisfies Record<string, Defect>;

export type DefectId = keyof typeof DEFECTS;

export const DEFECT_IDS = Object.keys(DEFECTS) as DefectId[];

export function isDefectId(text: string): text is DefectId {
  return Object.hasOwn(DEFECTS, text);
}
