import { encodeGoJson } from "../../system/go/json.ts";
import { type GoValue, goSlice, goString, goStruct, goUint64 } from "../../system/go/json-binding.ts";
import type { System } from "../../system/revisions.ts";
import { jobAsset, writableAssets } from "../media/job-asset.ts";

const generatedAsset = goStruct("main.GeneratedAsset", { key: goString, type: goString, sourceKey: goString });
const branchError = goStruct("main.ProcessingError", {
  sourceKey: goString,
  errorCode: goString,
  errorMessage: goString,
});
const branchBody = goStruct("main.ParallelBody", {
  status: goString,
  generatedAssets: goSlice(generatedAsset),
  errors: goSlice(branchError),
});

export const consolidateInput = goStruct("main.ConsolidateInput", {
  jobId: goUint64,
  listingIdentityId: goUint64,
  executionArn: goString,
  startedAt: goString,
  assets: goSlice(jobAsset),
  parallelResults: goSlice(goStruct("main.ParallelResult", { body: branchBody })),
  traceparent: goString,
});

export type GeneratedAsset = GoValue<typeof generatedAsset>;
export type BranchError = GoValue<typeof branchError>;
export type BranchBody = GoValue<typeof branchBody>;
export type ConsolidateInput = GoValue<typeof consolidateInput>;

/** Size of the input as the Lambda would write it again; its log shows that number, not the size it received. */
export function rewrittenSize(system: System, input: ConsolidateInput): number {
  const { executionInCallback, videoBranch } = system.features;
  const written = encodeGoJson({
    jobId: input.jobId,
    listingIdentityId: input.listingIdentityId,
    ...(executionInCallback ? { executionArn: input.executionArn, startedAt: input.startedAt } : {}),
    assets: writableAssets(input.assets),
    parallelResults:
      input.parallelResults?.map(({ body: { status, ...results } }) => ({
        body: videoBranch ? { status, ...results } : results,
      })) ?? null,
    traceparent: input.traceparent,
  });
  return Buffer.byteLength(written);
}
