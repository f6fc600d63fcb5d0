import type { Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";

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

export function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}
