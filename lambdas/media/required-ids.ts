import type { GoInteger } from "../../system/go/json-binding.ts";
import { FunctionError } from "../ports.ts";

/** Throws when an id is missing or 0, as the Lambdas do that cannot work without. */
export function requireIds(input: { readonly jobId: GoInteger; readonly listingIdentityId: GoInteger }): void {
  if (!input.jobId) throw new FunctionError("errorString", "jobId is required");
  if (!input.listingIdentityId) throw new FunctionError("errorString", "listingIdentityId is required");
}
