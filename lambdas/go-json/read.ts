import { FunctionError } from "../ports.ts";
import { ROOT, type Shape } from "./decode.ts";
import { type JsonNode, parseJson } from "./parse.ts";
import { SyntaxFailure } from "./syntax-failure.ts";

/** `json.Unmarshal`: the whole text must be one value. Throws FunctionErrors `SyntaxError` and `UnmarshalTypeError`. */
export function unmarshal<T>(source: string, shape: Shape<T>): T {
  try {
    return shape.read(parseJson(source, "whole"), ROOT, shape.zero());
  } catch (error) {
    if (error instanceof SyntaxFailure) throw new FunctionError("SyntaxError", error.message);
    throw error;
  }
}

/**
 * What the Lambda runtime does with a payload before the handler runs: the first value counts, and a text that ends
 * too early is an `errorString` (recording thumb-malformed).
 */
export function parsePayload(payload: string): JsonNode {
  try {
    return parseJson(payload, "first");
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    if (error.ended === "empty") throw new FunctionError("errorString", "EOF");
    if (error.ended === "inside") throw new FunctionError("errorString", "unexpected EOF");
    throw new FunctionError("SyntaxError", error.message);
  }
}

/** Decodes a payload into the handler's event type. Errors as `parsePayload` and `unmarshal`. */
export function readPayload<T>(payload: string, shape: Shape<T>): T {
  return shape.read(parsePayload(payload), ROOT, shape.zero());
}
