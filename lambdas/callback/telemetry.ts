import type { GoAny } from "../../system/go/json-any.ts";
import type { LambdaLogRecord } from "../ports.ts";
import type { CallbackEvent, CallbackPayload } from "./payload.ts";

/** A WARN line about a payload that is not a plain success; undefined for one that is. */
export function telemetryOf(payload: CallbackPayload, id: CallbackEvent["id"]): LambdaLogRecord | undefined {
  const status = textOf(payload?.get("status"));
  const errorCode = textOf(memberOf(payload?.get("error"), "code"));
  const assetErrorCodes = countErrorCodes(payload?.get("outputs"));
  if (status === "SUCCEEDED" && errorCode === "" && Object.keys(assetErrorCodes).length === 0) return undefined;
  return {
    level: "WARN",
    message: "Callback payload telemetry",
    fields: [
      ["job_id", id("jobId")],
      ["listing_identity_id", id("listingIdentityId")],
      ["status", status],
      ["failure_reason", textOf(payload?.get("failureReason"))],
      ["callback_error_code", errorCode],
      ["asset_error_codes", assetErrorCodes],
    ],
  };
}

function countErrorCodes(outputs: GoAny | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  if (!Array.isArray(outputs)) return counts;
  for (const output of outputs) {
    const code = textOf(memberOf(output, "errorCode"));
    if (code !== "") counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

function memberOf(value: GoAny | undefined, key: string): GoAny | undefined {
  return value instanceof Map ? value.get(key) : undefined;
}

function textOf(value: GoAny | undefined): string {
  return typeof value === "string" ? value : "";
}
