import { decodeGoJson, type GoType, JsonTypeError } from "../system/go/json-binding.ts";
import { type JsonNode, JsonSyntaxError, readJsonValue } from "../system/go/json-syntax.ts";
import { FunctionError } from "./ports.ts";

/**
 * Decodes an invocation's payload into the handler's event type, as the Lambda runtime does before the handler runs.
 * Throws a FunctionError: `UnmarshalTypeError`, `SyntaxError`, or `errorString` for a text that ends too early
 * (recording thumb-malformed).
 */
export function readPayload<T>(payload: string, type: GoType<T>): T {
  return asFunctionError(() => decodeGoJson(Buffer.from(payload), type).value);
}

/** A payload that the handler takes undecoded: its text without surrounding blanks. Errors as `readPayload`. */
export function readRawPayload(payload: string): { readonly text: string; readonly node: JsonNode } {
  const bytes = Buffer.from(payload);
  const { node, end } = asFunctionError(() => readJsonValue(bytes));
  return { text: bytes.toString("utf8", 0, end).trim(), node };
}

/** Runs a decoding step and turns Go's two decoding errors into the errors that Lambda reports. */
export function asFunctionError<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof JsonTypeError) throw new FunctionError("UnmarshalTypeError", error.message);
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new FunctionError(error.message.endsWith("EOF") ? "errorString" : "SyntaxError", error.message);
  }
}
