/** Members whose own members are names that the client chose, and stay as they are. */
const MAPS: ReadonlySet<string> = new Set(["audioselectors", "usermetadata", "tags"]);

/** Renames the members of every object by `rename`; values and chosen names stay. */
function renamed(value: unknown, rename: (name: string) => string, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      isMap ? name : rename(name),
      renamed(member, rename, !isMap && MAPS.has(name.toLowerCase())),
    ]),
  );
}

/** The API's members (`fileInput`) as Step Functions spells them (`FileInput`). */
export function toPascalCase(value: unknown): unknown {
  return renamed(value, (name) => name.charAt(0).toUpperCase() + name.slice(1));
}

/** Step Functions' members (`FileInput`) as the API spells them (`fileInput`). */
export function toCamelCase(value: unknown): unknown {
  return renamed(value, (name) => name.charAt(0).toLowerCase() + name.slice(1));
}
