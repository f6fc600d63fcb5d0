import { encodeGoJsonSorted } from "../../system/go/json.ts";
import { failureText } from "../failure-text.ts";
import { FunctionError, type LambdaDependencies, type LambdaHandler } from "../ports.ts";
import { continuedTraceparent } from "../trace-context.ts";
import { type CallbackPayload, readCallbackPayload, signatureOf } from "./payload.ts";
import { postCallback } from "./post.ts";
import { telemetryOf } from "./telemetry.ts";

/** The callback Lambda (docs/contract/pipeline.md 4.6): POSTs a result to the server, signed. */
export function createCallback(deps: LambdaDependencies): LambdaHandler {
  return async (event) => {
    const payload = readCallbackPayload(event);
    deps.log({
      level: "INFO",
      message: "Callback Lambda started",
      fields: [
        ["job_id", payload?.get("jobId") ?? null],
        ["listing_identity_id", payload?.get("listingIdentityId") ?? null],
        ["batch_id", payload?.get("batchId") ?? null],
      ],
    });
    const url = deps.environment.CALLBACK_URL || deps.environment.BACKEND_CALLBACK_URL;
    if (!url) {
      deps.log({ level: "ERROR", message: "CALLBACK_URL not set", fields: [] });
      throw new FunctionError("errorString", "CALLBACK_URL not set");
    }
    const body = encodeGoJsonSorted(payload);
    deps.log({ level: "INFO", message: "Sending callback payload", fields: [["payload", body]] });
    const telemetry = telemetryOf(payload);
    if (telemetry) deps.log(telemetry);
    const status = await send(deps, url, body, payload);
    deps.log({
      level: "INFO",
      message: "Callback response received",
      fields: [
        ["status_code", status],
        ["batch_id", payload?.get("batchId") ?? null],
      ],
    });
    if (status >= 400) throw new FunctionError("errorString", `callback failed with status: ${status}`);
    deps.log({ level: "INFO", message: "Callback sent successfully", fields: [["status", status]] });
    return "null";
  };
}

async function send(deps: LambdaDependencies, url: string, body: string, payload: CallbackPayload): Promise<number> {
  try {
    return await postCallback(deps, url, body, headersOf(deps, body, payload));
  } catch (error) {
    deps.log({ level: "ERROR", message: "Callback request failed", fields: [["error", failureText(error)]] });
    throw error;
  }
}

function headersOf(deps: LambdaDependencies, body: string, payload: CallbackPayload): Record<string, string> {
  const secret = deps.environment.CALLBACK_SECRET;
  const trace = payload?.get("traceparent");
  const traceparent = continuedTraceparent(deps.system, typeof trace === "string" ? trace : "");
  return {
    "Content-Type": "application/json",
    ...(secret ? { "X-Toq-Signature": signatureOf(body, secret) } : {}),
    ...(traceparent === "" ? {} : { traceparent }),
  };
}
