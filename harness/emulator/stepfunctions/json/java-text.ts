import { javaDouble } from "./java-double.ts";
import { isArray, type Json, NumberAsWritten } from "./json.ts";

/**
 * A value as `toString` of Java's Map, List, Double … shows it: `{Arg1=1, Arg2=[]}` (reported of a recording of
 * States.Format that is held back; texts, null and plain numbers recorded: test_format_1).
 */
export function javaText(value: Json): string {
  if (typeof value === "string") return value;
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" || value instanceof NumberAsWritten) return numberText(value);
  if (isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  return `{${[...value].map(([key, member]) => `${key}=${javaText(member)}`).join(", ")}}`;
}

/** Whole numbers of any size as written, others as a Double. */
function numberText(value: number | NumberAsWritten): string {
  const text = typeof value === "number" ? String(value) : value.text;
  return /^-?\d+$/.test(text) ? text : javaDouble(Number(text));
}
