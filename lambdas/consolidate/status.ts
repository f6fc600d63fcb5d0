import type { System } from "../../system/revisions.ts";
import type { AssetResult } from "./asset-result.ts";

export interface OverallStatus {
  readonly status: "SUCCEEDED" | "PARTIAL_SUCCESS" | "FAILED";
  readonly failureReason: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const SUCCEEDED: OverallStatus = { status: "SUCCEEDED", failureReason: "", error: null };
const PARTIAL = failing(
  "PARTIAL_SUCCESS",
  "DERIVATIVE_ERRORS_DETECTED",
  "one or more derivative branches reported errors",
);
const ALL_FAILED = failing("FAILED", "ALL_ASSETS_FAILED", "no asset of the job could be processed");

/**
 * What the callback says about the whole job: some assets failed, all failed, or none; a missing object counts like a
 * failed derivative. D5: only errors of branches count, they are partial even when everything failed, and at the
 * incident's revision nothing counts.
 */
export function overallStatus(system: System, results: readonly AssetResult[], branchErrors: number): OverallStatus {
  const failed = results.filter((result) => result.failed).length;
  if (failed === 0 && branchErrors === 0) return SUCCEEDED;
  if (system.has("D5")) return branchErrors > 0 && system.features.partialSuccess ? PARTIAL : SUCCEEDED;
  return failed > 0 && failed === results.length ? ALL_FAILED : PARTIAL;
}

function failing(status: OverallStatus["status"], code: string, message: string): OverallStatus {
  return { status, failureReason: code, error: { code, message } };
}
