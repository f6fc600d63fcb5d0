/**
 * JSON as Go's encoding/json writes it by default: `<`, `>`, `&`, U+2028 and U+2029 escaped, key order as given.
 * (golden/CONTRADICTIONS.md B1; contract/pipeline.md 4.6)
 */
export function encodeGoJson(value: unknown): string {
  return JSON.stringify(value, spellInteger).replace(
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

/** TypeScript's libraries do not know JSON.rawJSON yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };

/** Go writes 64-bit integers with all their digits. */
function spellInteger(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? rawJSON(value.toString()) : value;
}
