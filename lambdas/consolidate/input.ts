import type { System } from "../../system/revisions.ts";
import { type Shape, slice, struct, text, uint64 } from "../go-json/decode.ts";
import { type Writable, writeJson } from "../go-json/write.ts";
import { type JobAsset, jobAsset, writableAssets } from "../media/job-asset.ts";

export type GeneratedAsset = { key: string; type: string; sourceKey: string };
export type BranchError = { sourceKey: string; errorCode: string; errorMessage: string };
export type BranchBody = {
  status: string;
  generatedAssets: GeneratedAsset[] | null;
  errors: BranchError[] | null;
};

export type ConsolidateInput = {
  jobId: bigint;
  listingIdentityId: bigint;
  executionArn: string;
  startedAt: string;
  assets: JobAsset[] | null;
  parallelResults: { body: BranchBody }[] | null;
  traceparent: string;
};

export const consolidateInput: Shape<ConsolidateInput> = struct("main.ConsolidateInput", {
  jobId: uint64,
  listingIdentityId: uint64,
  executionArn: text,
  startedAt: text,
  assets: slice(jobAsset),
  parallelResults: slice(
    struct<{ body: BranchBody }>("main.ParallelResult", {
      body: struct<BranchBody>("main.ParallelBody", {
        status: text,
        generatedAssets: slice(
          struct<GeneratedAsset>("main.GeneratedAsset", { key: text, type: text, sourceKey: text }),
        ),
        errors: slice(
          struct<BranchError>("main.ProcessingError", { sourceKey: text, errorCode: text, errorMessage: text }),
        ),
      }),
    }),
  ),
  traceparent: text,
});

/** Size of the input as the Lambda would write it again; its log shows that number, not the size it received. */
export function rewrittenSize(system: System, input: ConsolidateInput): number {
  const { executionInCallback, videoBranch } = system.features;
  return Buffer.byteLength(
    writeJson({
      jobId: input.jobId,
      listingIdentityId: input.listingIdentityId,
      ...(executionInCallback ? { executionArn: input.executionArn, startedAt: input.startedAt } : {}),
      assets: writableAssets(input.assets),
      parallelResults: input.parallelResults?.map(({ body }) => ({ body: writableBody(body, videoBranch) })) ?? null,
      traceparent: input.traceparent,
    }),
  );
}

function writableBody(body: BranchBody, withStatus: boolean): Writable {
  return {
    ...(withStatus ? { status: body.status } : {}),
    generatedAssets: body.generatedAssets,
    errors: body.errors,
  };
}
