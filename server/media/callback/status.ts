import { type GoType, goString } from "../../../system/go/json-binding.ts";
import type { System } from "../../../system/revisions.ts";
import type { JobStatus } from "../../database/media-jobs.ts";

const FAILURES: readonly string[] = ["FAILED", "PROCESSING_FAILED", "VALIDATION_FAILED", "TIMED_OUT"];

/**
 * The job's status after a callback; undefined when the callback does not finish the job (docs/contract/http-api.md 6).
 */
export function finishedStatus(system: System, status: string): JobStatus | undefined {
  if (status === "SUCCEEDED") return "SUCCEEDED";
  if (status === "PARTIAL_SUCCESS" && system.features.partialSuccess) return "PARTIAL_SUCCESS";
  if (FAILURES.includes(status)) return "FAILED";
  // D12: this status is not mapped, so a job whose finalization failed stays RUNNING.
  if (status === "FINALIZATION_FAILED" && !system.has("D12")) return "FAILED";
  return undefined;
}

/** D10's half in the server: a callback may say that the execution has begun; else `RUNNING` is an unknown status. */
export function reportsStart(system: System, status: string): boolean {
  return status === "RUNNING" && !system.has("D10");
}

/** Step Functions' own error object, which the finalization machine sends as it is. */
interface RawFailure {
  readonly Error?: string;
  readonly Cause?: string;
}

/** D12's other half: the keys `Error` and `Cause` are not read, so the reason of the failure is lost. */
export function failureFields(system: System): { readonly Error?: GoType<string>; readonly Cause?: GoType<string> } {
  return system.has("D12") ? {} : { Error: goString, Cause: goString };
}

export function failureOf(
  system: System,
  reported: { readonly code: string; readonly message: string },
  raw: RawFailure,
): { readonly code: string; readonly message: string } {
  if (system.has("D12")) return reported;
  return { code: reported.code || (raw.Error ?? ""), message: reported.message || (raw.Cause ?? "") };
}

/** D12's last part: a listing that went to 7 at the start stays there when the finalization fails. */
export function freesListing(system: System, status: string): boolean {
  return status === "FAILED" && !system.has("D12");
}
