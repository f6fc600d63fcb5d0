import type { Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";

/**
 * A function's answer. A runtime may answer with any bytes (a Python handler that returns `bytes`); what is no JSON is passed on
 * as the text that it is (assumption).
 */
export function parsePayload(payload: string): Json {
  try {
    return parseJson(payload);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return payload;
    throw error;
  }
}

/**
 * What Payload sends: a text that is JSON as it stands (recorded: test_invoke_json_values), any other text as a JSON string,
 * and nothing as the empty object that Invoke makes of no payload.
 */
export function payloadText(payload: Json): string {
  if (payload === null) return "{}";
  return typeof payload === "string" && isJson(payload) ? payload : writeJson(payload);
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}
