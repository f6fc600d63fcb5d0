/**
 * JSON as Go's encoding/json writes it by default: `<`, `>`, `&`, U+2028 and U+2029 escaped, key order as given.
 * (docs/contract/http-api.md 2; docs/contract/pipeline.md 4.6)
 */
export function encodeGoJson(value: unknown): string {
  return JSON.stringify(value, spellNumber).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * As Go's encoder writes it with HTML escaping off: log lines (slog) and the responses of Lambdas (aws-lambda-go). The two
 * line separators stay escaped.
 */
export function encodeGoJsonPlain(value: unknown): string {
  return JSON.stringify(value, spellNumber).replace(
    /[\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

/**
 * As `encodeGoJson`, with the keys of every object and Map sorted by their UTF-8 bytes, as Go does for maps. It writes
 * the text itself, because an object of JavaScript puts keys that look like numbers first.
 */
export function encodeGoJsonSorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(encodeGoJsonSorted).join(",")}]`;
  if (value === null || typeof value !== "object") return encodeGoJson(value);
  const entries: [string, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([key, entry]) => `${encodeGoJson(key)}:${encodeGoJsonSorted(entry)}`).join(",")}}`;
}

/** TypeScript's libraries do not know JSON.rawJSON yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };

/** Go writes 64-bit integers with all their digits, and a negative zero with its sign. */
function spellNumber(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return rawJSON(value.toString());
  return Object.is(value, -0) ? rawJSON("-0") : value;
}
