import { isArray, type Json, NumberAsWritten } from "./json.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that need the slow path
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Writes a value without blanks, as Step Functions writes every input and output. */
export function writeJson(value: Json): string {
  if (typeof value === "string") return writeString(value);
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (value instanceof NumberAsWritten) return value.text;
  if (isArray(value)) {
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      text += writeJson(value[index] as Json);
    }
    return `${text}]`;
  }
  let text = "{";
  for (const [key, member] of value) {
    if (text.length > 1) text += ",";
    text += `${writeString(key)}:${writeJson(member)}`;
  }
  return `${text}}`;
}

/** A value inside a sentence or a template: a text bare, everything else as JSON. */
export function displayJson(value: Json): string {
  return typeof value === "string" ? value : writeJson(value);
}

function writeString(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
