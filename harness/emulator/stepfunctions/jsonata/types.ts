import { isArray, isObject, type Json } from "../json/json.ts";

/** JSONata's names of types, and what a value of each is here; numbers as `numberOf` gives them. */
export interface JsonataTypes {
  readonly null: null;
  readonly boolean: boolean;
  readonly string: string;
  readonly number: number;
  readonly array: readonly Json[];
  readonly object: ReadonlyMap<string, Json>;
}

export function jsonataType(value: Json): keyof JsonataTypes {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  if (isArray(value)) return "array";
  return isObject(value) ? "object" : "number";
}
