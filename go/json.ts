/**
 * JSON as Go's encoding/json writes it by default: `<`, `>`, `&`, U+2028 and U+2029 escaped, key order as given.
 * (golden/CONTRADICTIONS.md B1; contract/pipeline.md 4.6)
 */
export function encodeGoJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** As `encodeGoJson`, with the keys of every object sorted by their UTF-8 bytes, as Go does for maps. */
export function encodeGoJsonSorted(value: unknown): string {
  return encodeGoJson(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}
