import { bool, int64, type Shape, slice, struct, text, uint64 } from "../go-json/decode.ts";
import type { Writable } from "../go-json/write.ts";

/** The asset object that all Lambdas share (contract/pipeline.md 4). */
export type JobAsset = {
  key: string;
  type: string;
  sourceKey: string;
  size: bigint;
  etag: string;
  error: string;
};

export const jobAsset: Shape<JobAsset> = struct("mediaprocessingmodel.JobAsset", {
  key: text,
  type: text,
  sourceKey: text,
  size: int64,
  etag: text,
  error: text,
});

export function writableAsset(asset: JobAsset): Writable {
  return {
    key: asset.key,
    type: asset.type,
    sourceKey: asset.sourceKey || undefined,
    size: asset.size || undefined,
    etag: asset.etag || undefined,
    error: asset.error || undefined,
  };
}

export function writableAssets(assets: readonly JobAsset[] | null): Writable {
  return assets === null ? null : assets.map(writableAsset);
}

/** What the processing machine carries from state to state: the execution's input and the validate output. */
export type StepFunctionPayload = {
  jobId: bigint;
  listingIdentityId: bigint;
  assets: JobAsset[] | null;
  imageAssets: JobAsset[] | null;
  videoAssets: JobAsset[] | null;
  hasImages: boolean;
  hasVideos: boolean;
  traceparent: string;
};

export const stepFunctionPayload: Shape<StepFunctionPayload> = struct("mediaprocessingmodel.StepFunctionPayload", {
  jobId: uint64,
  listingIdentityId: uint64,
  assets: slice(jobAsset),
  imageAssets: slice(jobAsset),
  videoAssets: slice(jobAsset),
  hasImages: bool,
  hasVideos: bool,
  traceparent: text,
});

export function isVideo(type: string): boolean {
  return type.toUpperCase().includes("VIDEO");
}
