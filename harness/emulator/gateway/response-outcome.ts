import type { HttpResponse } from "../../network/http.ts";
import { STATUS_CODES } from "../../support/node-http.ts";

/** `ok`, or the error code a refusal carries, read from the wire as a client reads it; with the message, for the trace. */
export function responseOutcome(response: HttpResponse): { outcome: string; error?: string } {
  if (response.status < 400) return { outcome: "ok" };
  const text = response.body.toString("utf8");
  // Some services append a URI after a colon: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
  const errorType = response.headers["x-amzn-errortype"]?.split(":")[0]?.split("#").at(-1);
  const code = errorType ?? element(text, "Code") ?? statusName(response.status);
  const message = element(text, "Message") ?? jsonMessage(text);
  return message === undefined ? { outcome: code } : { outcome: code, error: message };
}

/** Answers to HEAD have no body; SDKs then name the error after the status: `NotFound`. */
function statusName(status: number): string {
  return STATUS_CODES[status]?.replaceAll(" ", "") ?? `HTTP${status}`;
}

function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

function jsonMessage(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const parsed = JSON.parse(text) as { message?: unknown; Message?: unknown };
    const message = parsed.message ?? parsed.Message;
    return typeof message === "string" ? message : undefined;
  } catch {
    return undefined;
  }
}
