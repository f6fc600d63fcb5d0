import { isArray, type Json, NumberAsWritten } from "./json.ts";

/** A value made by our own code, as a `Json`. Undefined members are left out. */
export function fromNative(value: unknown): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string" || typeof value === "number") {
    return value;
  }
  if (Array.isArray(value)) return value.map(fromNative);
  if (typeof value === "object") {
    const members = new Map<string, Json>();
    for (const [key, member] of Object.entries(value)) if (member !== undefined) members.set(key, fromNative(member));
    return members;
  }
  throw new Error(`A ${typeof value} is no JSON value.`);
}

/** A `Json` as plain JavaScript, for callees that take objects; spellings of numbers are lost. */
export function toNative(value: Json): unknown {
  if (value instanceof NumberAsWritten) return Number(value.text);
  if (value === null || typeof value !== "object") return value;
  if (isArray(value)) return value.map(toNative);
  return Object.fromEntries([...value].map(([key, member]) => [key, toNative(member)]));
}
