/** What `writeJson` writes: a `Map` stands for a Go map, whose keys come sorted; an object keeps its order. */
export type Writable =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Writable[]
  | ReadonlyMap<string, Writable>
  | { readonly [key: string]: Writable | undefined };

/**
 * JSON as Go's encoding/json writes it: `<`, `>`, `&`, U+2028 and U+2029 escaped, map keys sorted by their UTF-8 bytes,
 * `-0` kept (CONTRADICTIONS B1, B14). Members that are `undefined` are left out (`omitempty`).
 */
export function writeJson(value: Writable): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
    case "bigint":
      return String(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return writeText(value);
  }
  if (isList(value)) return `[${value.map(writeJson).join(",")}]`;
  if (value instanceof Map) return writeMembers([...value].sort(([a], [b]) => compareBytes(a, b)));
  return writeMembers(Object.entries(value));
}

function isList(value: Writable & object): value is readonly Writable[] {
  return Array.isArray(value);
}

function writeMembers(members: readonly (readonly [string, Writable | undefined])[]): string {
  const written = members.flatMap(([key, value]) =>
    value === undefined ? [] : [`${writeText(key)}:${writeJson(value)}`],
  );
  return `{${written.join(",")}}`;
}

function writeText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
