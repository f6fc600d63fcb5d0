/**
 * JSON as MySQL itself prints a JSON column: keys by length in bytes, then by bytes; `": "` and `", "`. Written so, the
 * same value is the same text on every server, and an UPDATE that changes nothing counts no row
 * (docs/contract/database.md 1: "MySQL re-orders keys"). Undefined properties are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalar(value);
  const properties = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => compareKeys(Buffer.from(one), Buffer.from(other)));
  return `{${properties.map(([key, item]) => `${JSON.stringify(key)}: ${canonicalJson(item)}`).join(", ")}}`;
}

function scalar(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} cannot be stored as JSON`);
  return text;
}

function compareKeys(one: Buffer, other: Buffer): number {
  return one.length - other.length || Buffer.compare(one, other);
}
