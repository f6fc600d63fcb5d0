export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON as MySQL itself prints a JSON column: keys by length in bytes, then by bytes; `": "` and `", "`. Written so, the
 * same value is the same text on every server, and an UPDATE that changes nothing counts no row
 * (contract/database.md 1: "MySQL re-orders keys"). Undefined properties are left out, as JSON.stringify does.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(", ")}]`;
  const properties = Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([one], [other]) => compareKeys(Buffer.from(one), Buffer.from(other)));
  return `{${properties.map(([key, item]) => `${JSON.stringify(key)}: ${canonicalJson(item)}`).join(", ")}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function compareKeys(one: Buffer, other: Buffer): number {
  return one.length - other.length || Buffer.compare(one, other);
}
