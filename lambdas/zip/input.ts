import { type GoValue, goSlice, goString, goStruct, goUint64 } from "../../system/go/json-binding.ts";
import { jobAsset } from "../media/job-asset.ts";

export const zipInput = goStruct("main.ZipInput", {
  jobId: goUint64,
  listingIdentityId: goUint64,
  assets: goSlice(jobAsset),
  traceparent: goString,
});
export type ZipInput = GoValue<typeof zipInput>;
