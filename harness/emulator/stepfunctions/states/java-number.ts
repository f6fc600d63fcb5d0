import { type Json, numberOf } from "../json/json.ts";

const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const LARGEST_INTEGER = 2_147_483_647;

/** A whole number, also one in a text, as `Integer.parseInt` reads it; `undefined` for everything else. */
export function javaInteger(value: Json): number | undefined {
  const number = wholeNumber(value);
  if (number === undefined || number > LARGEST_INTEGER || number < -LARGEST_INTEGER - 1) return undefined;
  return number;
}

/** As `javaInteger`, of 64 bits. */
export function wholeNumber(value: Json): number | undefined {
  if (typeof value === "string") return INTEGER.test(value) ? Number(value) : undefined;
  const number = numberOf(value);
  return Number.isInteger(number) ? number : undefined;
}

/** A number, also one in a text, as `Float.parseFloat` reads it. */
export function javaFloat(value: Json): number | undefined {
  if (typeof value === "string") return FLOAT.test(value) ? Number(value) : undefined;
  return numberOf(value);
}
