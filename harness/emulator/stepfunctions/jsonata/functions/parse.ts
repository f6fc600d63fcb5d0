import { isArray, isObject, type Json, numberOf } from "../../json/json.ts";
import { JsonSyntaxError } from "../../json/json-syntax-error.ts";
import { parseJson } from "../../json/parse.ts";
import { FunctionFailure, OWN_SENTENCE } from "../function-failure.ts";
import { NativeValues } from "../native.ts";
import type { AwsFunction } from "./aws-function.ts";

/** $parse(text): the JSON value; keys written twice and numbers that no double holds are refused (measured). */
export const parse: AwsFunction = {
  signature: "<s?:x>",
  call(_tools, text) {
    if (text === undefined) return undefined;
    try {
      const value = parseJson(String(text));
      if (holdsInfinity(value) || repeatsKey(String(text))) throw invalid();
      return new NativeValues().toNative(value);
    } catch (error) {
      throw error instanceof JsonSyntaxError ? invalid() : error;
    }
  },
};

function invalid(): FunctionFailure {
  return new FunctionFailure(OWN_SENTENCE, "Invalid JSON");
}

function holdsInfinity(value: Json): boolean {
  const number = numberOf(value);
  if (number !== undefined) return !Number.isFinite(number);
  if (value === null || typeof value !== "object") return false;
  if (isArray(value)) return value.some(holdsInfinity);
  return isObject(value) && [...value.values()].some(holdsInfinity);
}

/** Whether an object of a valid JSON text has a key twice. */
function repeatsKey(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (key !== undefined) {
      const name = JSON.parse(key) as string;
      const names = open.at(-1);
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
