import { type Shape, slice, struct, text, uint64 } from "../go-json/decode.ts";
import { type JobAsset, jobAsset } from "../media/job-asset.ts";
import { FunctionError } from "../ports.ts";

export type ZipInput = {
  jobId: bigint;
  listingIdentityId: bigint;
  assets: JobAsset[] | null;
  traceparent: string;
};

export const zipInput: Shape<ZipInput> = struct("main.ZipInput", {
  jobId: uint64,
  listingIdentityId: uint64,
  assets: slice(jobAsset),
  traceparent: text,
});

/** Throws when an id is missing. */
export function requireIds(input: ZipInput): void {
  if (input.jobId === 0n) throw new FunctionError("errorString", "jobId is required");
  if (input.listingIdentityId === 0n) throw new FunctionError("errorString", "listingIdentityId is required");
}
