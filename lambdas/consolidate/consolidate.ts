import { encodeGoJson, encodeGoJsonPlain } from "../../system/go/json.ts";
import { requireIds } from "../media/required-ids.ts";
import { readPayload } from "../payload.ts";
import type { LambdaDependencies, LambdaHandler } from "../ports.ts";
import type { AssetOutput } from "./asset-result.ts";
import { collectResults } from "./collect-results.ts";
import { type ConsolidateInput, consolidateInput, rewrittenSize } from "./input.ts";
import { inMapOrder } from "./map-order.ts";
import { type OverallStatus, overallStatus } from "./status.ts";

/**
 * The consolidate Lambda (docs/contract/pipeline.md 4.4): the results of all branches as one callback body, in the order
 * of a Go map.
 */
export function createConsolidate(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const input = readPayload(payload, consolidateInput);
    requireIds(input);
    deps.log({
      level: "INFO",
      message: "Consolidate Lambda started",
      fields: [
        ["job_id", input.jobId],
        ["listing_identity_id", input.listingIdentityId],
        ["raw_input_size", rewrittenSize(deps.system, input)],
      ],
    });
    const { results, branchErrors } = collectResults(deps, input);
    const outputs = inMapOrder(results, deps.random).map((result) => result.output());
    deps.log({
      level: "INFO",
      message: "Consolidation complete",
      fields: [
        ["job_id", input.jobId],
        ["output_items", outputs.length],
        ["payload_preview", encodeGoJson(outputs)],
      ],
    });
    return encodeGoJsonPlain({ body: bodyOf(deps, input, outputs, overallStatus(deps.system, results, branchErrors)) });
  };
}

/** The members in the order of their names, because the real body is a Go map. */
function bodyOf(
  deps: LambdaDependencies,
  input: ConsolidateInput,
  outputs: readonly AssetOutput[],
  { status, failureReason, error }: OverallStatus,
): unknown {
  const { executionInCallback } = deps.system.features;
  return {
    error,
    executionArn: executionInCallback ? input.executionArn : undefined,
    failureReason,
    jobId: input.jobId,
    listingIdentityId: input.listingIdentityId,
    outputs,
    provider: "STEP_FUNCTIONS",
    startedAt: executionInCallback ? input.startedAt : undefined,
    status,
    traceparent: input.traceparent || undefined,
  };
}
