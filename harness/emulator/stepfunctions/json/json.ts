/**
 * JSON values as Step Functions carries them: keys stay in the order written (also keys that look like numbers), and
 * numbers keep their spelling (`1.0` stays `1.0`, big integers survive). Values are immutable and shared freely.
 */
export type Json = null | boolean | string | number | NumberAsWritten | readonly Json[] | JsonObject;

export type JsonObject = ReadonlyMap<string, Json>;

/** A number whose spelling a JavaScript number would lose: `1.0`, `1e3`, `12345678901234567890`. */
export class NumberAsWritten {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map;
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The numeric value, or `undefined` when the value is no number. */
export function numberOf(value: Json): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof NumberAsWritten ? Number(value.text) : undefined;
}

/** A number of JSON text; the shortest spelling becomes a plain number. */
export function numberFromText(text: string): number | NumberAsWritten {
  const value = Number(text);
  if (String(value) === text) return value;
  // Jackson reads `-0` as the integer 0 (recorded: intrinsic_functions test_string_to_json).
  return text === "-0" ? 0 : new NumberAsWritten(text);
}
