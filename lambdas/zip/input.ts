import { type GoValue, goSlice, goString, goStruct, goUint64 } from "../../system/go/json-binding.ts";
import { jobAsset } from "../media/job-asset.ts";
import { FunctionError } from "../ports.ts";

export const zipInput = goStruct("main.ZipInput", {
  jobId: goUint64,
  listingIdentityId: goUint64,
  assets: goSlice(jobAsset),
  traceparent: goString,
});
export type ZipInput = GoValue<typeof zipInput>;

/** Throws when an id is missing. */
export function requireIds(input: ZipInput): void {
  if (!input.jobId) throw new FunctionError("errorString", "jobId is required");
  if (!input.listingIdentityId) throw new FunctionError("errorString", "listingIdentityId is required");
}
