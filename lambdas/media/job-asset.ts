import {
  type GoType,
  type GoValue,
  goBool,
  goInt64,
  goSlice,
  goString,
  goStruct,
  goUint64,
} from "../../system/go/json-binding.ts";

/** The asset object that all Lambdas share (docs/contract/pipeline.md 4). */
export const jobAsset = goStruct("mediaprocessingmodel.JobAsset", {
  key: goString,
  type: goString,
  sourceKey: goString,
  size: goInt64,
  etag: goString,
  error: goString,
});
export type JobAsset = GoValue<typeof jobAsset>;
export type JobAssets = readonly JobAsset[] | null;

/** Assets as Go writes them: members that are empty are left out, an absent list is `null`. */
export function writableAssets(assets: JobAssets): unknown {
  return (
    assets?.map(({ key, type, sourceKey, size, etag, error }) => ({
      key,
      type,
      sourceKey: sourceKey || undefined,
      size: size || undefined,
      etag: etag || undefined,
      error: error || undefined,
    })) ?? null
  );
}

const assets: GoType<JobAssets> = goSlice(jobAsset);

/** What the processing machine carries from state to state: the execution's input and the validate output. */
export const stepFunctionPayload = goStruct("mediaprocessingmodel.StepFunctionPayload", {
  jobId: goUint64,
  listingIdentityId: goUint64,
  assets,
  imageAssets: assets,
  videoAssets: assets,
  hasImages: goBool,
  hasVideos: goBool,
  traceparent: goString,
});
export type StepFunctionPayload = GoValue<typeof stepFunctionPayload>;

export function isVideo(type: string): boolean {
  return type.toUpperCase().includes("VIDEO");
}
