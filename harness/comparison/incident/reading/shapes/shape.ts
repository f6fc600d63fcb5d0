import type { Fact, Place } from "../../../../scenario/facts/fact.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** What is known of the surroundings of a JSON value. */
export interface Setting {
  readonly place: Place;
  /** The value as it was written. */
  readonly text: string;
  /** The part that wrote it, where a group, a stream or a prefix tells. */
  readonly source?: string;
}

/** Facts of a JSON object of one shape; undefined when it has another. */
export type Shape = (value: JsonObject, setting: Setting, nested: Nested) => readonly Fact[] | undefined;

/** Reads a value inside of another one, by all shapes. */
export type Nested = (value: unknown, setting: Setting) => readonly Fact[] | undefined;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** An instant in ISO 8601, from a text, or from seconds or milliseconds since the epoch. */
export function instantOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) {
    const date = new Date(value > 1e11 ? value : value * 1_000);
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
  }
  if (typeof value !== "string") return undefined;
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString();
}

/** JSON inside of a text, such as a message or an input. */
export function jsonOf(text: unknown): unknown {
  if (typeof text !== "string" || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A text that is no JSON is a fact as it is.
    return undefined;
  }
}
