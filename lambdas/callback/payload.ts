import { createHmac } from "node:crypto";
import { anyMap } from "../go-json/any-value.ts";
import { ROOT, typeError } from "../go-json/decode.ts";
import { parsePayload } from "../go-json/read.ts";
import type { Writable } from "../go-json/write.ts";

export type CallbackPayload = ReadonlyMap<string, Writable> | null;

/**
 * The event's member `body` if that is an object, else the whole event; `null` stays null and is sent as such
 * (recordings callback-body-null, callback-null). Throws `UnmarshalTypeError` for anything but an object.
 */
export function readCallbackPayload(payload: string): CallbackPayload {
  const node = parsePayload(payload);
  if (node.kind === "null") return null;
  if (node.kind !== "object") throw typeError(node, "map[string]interface {}", ROOT);
  const event = anyMap(node.members);
  const body = event.get("body");
  return body instanceof Map ? body : event;
}

/** The value of `X-Toq-Signature`: lower-case hex HMAC-SHA256 of the exact bytes that are sent. */
export function signatureOf(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}
