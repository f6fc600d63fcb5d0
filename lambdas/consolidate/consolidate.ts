import { readPayload } from "../go-json/read.ts";
import { type Writable, writeJson } from "../go-json/write.ts";
import { FunctionError, type LambdaDependencies, type LambdaHandler } from "../ports.ts";
import { collectResults } from "./collect-results.ts";
import { type ConsolidateInput, consolidateInput, rewrittenSize } from "./input.ts";
import { overallStatus } from "./status.ts";

/**
 * The consolidate Lambda (contract/pipeline.md 4.4): the results of all branches as one callback body. The real one
 * lists the outputs in a random rotation of the input order (Go's map order, CONTRADICTIONS B15); this one always in
 * input order, which is one of those rotations.
 */
export function createConsolidate(deps: LambdaDependencies): LambdaHandler {
  return async (payload) => {
    const input = readPayload(payload, consolidateInput);
    if (input.jobId === 0n) throw new FunctionError("errorString", "jobId is required");
    if (input.listingIdentityId === 0n) throw new FunctionError("errorString", "listingIdentityId is required");
    deps.log({
      level: "INFO",
      message: "Consolidate Lambda started",
      fields: [
        ["job_id", Number(input.jobId)],
        ["listing_identity_id", Number(input.listingIdentityId)],
        ["raw_input_size", rewrittenSize(deps.system, input)],
      ],
    });
    const { results, branchErrors } = collectResults(deps, input);
    const outputs = results.map((result) => result.writable());
    deps.log({
      level: "INFO",
      message: "Consolidation complete",
      fields: [
        ["job_id", Number(input.jobId)],
        ["output_items", outputs.length],
        ["payload_preview", writeJson(outputs)],
      ],
    });
    return writeJson({ body: bodyOf(deps, input, outputs, overallStatus(deps.system, results, branchErrors)) });
  };
}

function bodyOf(
  deps: LambdaDependencies,
  input: ConsolidateInput,
  outputs: readonly Writable[],
  overall: ReturnType<typeof overallStatus>,
): Writable {
  return new Map<string, Writable>([
    ["jobId", input.jobId],
    ["listingIdentityId", input.listingIdentityId],
    ["provider", "STEP_FUNCTIONS"],
    ["status", overall.status],
    ["failureReason", overall.failureReason],
    ["error", overall.error && { ...overall.error }],
    ["outputs", outputs],
    ...(input.traceparent === "" ? [] : [["traceparent", input.traceparent] as const]),
    ...(deps.system.features.executionInCallback
      ? ([
          ["executionArn", input.executionArn],
          ["startedAt", input.startedAt],
        ] as const)
      : []),
  ]);
}
