import { createHmac } from "node:crypto";
import { decodeGoMap, type GoAny } from "../../system/go/json-any.ts";
import { JsonTypeError } from "../../system/go/json-binding.ts";
import { asFunctionError, readRawPayload } from "../payload.ts";

export type CallbackPayload = ReadonlyMap<string, GoAny> | null;

export interface CallbackEvent {
  /** What is sent. */
  readonly payload: CallbackPayload;
  /** What the log calls it by: of the event, else of its body. */
  readonly id: (name: "jobId" | "listingIdentityId" | "batchId") => GoAny;
}

/**
 * The event's member `body` if that is an object, else the whole event; `null` stays null and is sent as such
 * (recordings callback-body-null, callback-null). Throws `UnmarshalTypeError` for anything but an object.
 */
export function readCallbackEvent(payload: string): CallbackEvent {
  const { node } = readRawPayload(payload);
  return asFunctionError(() => {
    if (node.kind === "null") return { payload: null, id: () => null };
    if (node.kind !== "object") {
      throw new JsonTypeError(`json: cannot unmarshal ${node.kind} into Go value of type map[string]interface {}`);
    }
    const event = decodeGoMap(node.members);
    const body = event.get("body");
    const sent = body instanceof Map ? body : event;
    return { payload: sent, id: (name) => event.get(name) ?? sent.get(name) ?? null };
  });
}

/** The value of `X-Toq-Signature`: lower-case hex HMAC-SHA256 of the exact bytes that are sent. */
export function signatureOf(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
