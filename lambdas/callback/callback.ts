import { encodeGoJsonSorted } from "../../system/go/json.ts";
import { type GoUrl, parseGoUrl } from "../../system/go/url.ts";
import { failureText } from "../failure-text.ts";
import { FunctionError, type LambdaDependencies, type LambdaHandler } from "../ports.ts";
import { continuedTraceparent } from "../trace-context.ts";
import { type CallbackPayload, readCallbackEvent, signatureOf } from "./payload.ts";
import { postCallback } from "./post.ts";
import { telemetryOf } from "./telemetry.ts";

/** The callback Lambda (docs/contract/pipeline.md 4.6): POSTs a result to the server, signed. */
export function createCallback(deps: LambdaDependencies): LambdaHandler {
  return async (event) => {
    const { payload, id } = readCallbackEvent(event);
    deps.log({
      level: "INFO",
      message: "Callback Lambda started",
      fields: [
        ["job_id", id("jobId")],
        ["listing_identity_id", id("listingIdentityId")],
        ["batch_id", id("batchId")],
      ],
    });
    const url = deps.environment.CALLBACK_URL || deps.environment.BACKEND_CALLBACK_URL;
    if (!url) {
      deps.log({ level: "ERROR", message: "CALLBACK_URL not set", fields: [] });
      throw new FunctionError("errorString", "CALLBACK_URL not set");
    }
    const body = encodeGoJsonSorted(payload);
    deps.log({ level: "INFO", message: "Sending callback payload", fields: [["payload", body]] });
    const telemetry = telemetryOf(payload, id);
    if (telemetry) deps.log(telemetry);
    const target = requestTarget(url);
    const status = await send(deps, target, body, payload);
    deps.log({
      level: "INFO",
      message: "Callback response received",
      fields: [
        ["status_code", status],
        ["batch_id", id("batchId")],
      ],
    });
    if (status >= 400) throw new FunctionError("errorString", `callback failed with status: ${status}`);
    deps.log({ level: "INFO", message: "Callback sent successfully", fields: [["status", status]] });
    return "null";
  };
}

/** @throws FunctionError `failed to create request: parse …`, of which the log shows nothing. */
function requestTarget(url: string): GoUrl {
  try {
    return parseGoUrl(url);
  } catch (error) {
    throw new FunctionError("wrapError", `failed to create request: ${failureText(error)}`);
  }
}

async function send(deps: LambdaDependencies, target: GoUrl, body: string, payload: CallbackPayload): Promise<number> {
  try {
    return await postCallback(deps, target, body, headersOf(deps, body, payload));
  } catch (error) {
    deps.log({ level: "ERROR", message: "Callback request failed", fields: [["error", failureText(error)]] });
    if (!(error instanceof FunctionError)) throw error;
    throw new FunctionError("wrapError", `failed to send callback: ${error.message}`);
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
