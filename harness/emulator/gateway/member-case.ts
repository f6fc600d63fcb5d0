/** Members whose own members are names that a client chose, and stay as they are. */
const MAPS: ReadonlySet<string> = new Set(["audioselectors", "usermetadata", "metadata", "variables"]);

/** Lists and maps of tags: a map's names are the client's, a list's members are the service's. */
const isChosen = (name: string, member: unknown): boolean =>
  MAPS.has(name.toLowerCase()) || (name.toLowerCase() === "tags" && !Array.isArray(member));

function renamed(value: unknown, rename: (name: string) => string, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      isMap ? name : rename(name),
      renamed(member, rename, !isMap && isChosen(name, member)),
    ]),
  );
}

/** Members as a wire spells them (`stateMachineArn`), as Step Functions does (`StateMachineArn`). */
export function toPascalCase(value: unknown): unknown {
  return renamed(value, (name) => name.charAt(0).toUpperCase() + name.slice(1));
}

/** Members as Step Functions spells them (`StateMachineArn`), as a wire in lower camel case does. */
export function toCamelCase(value: unknown): unknown {
  return renamed(value, (name) => name.charAt(0).toLowerCase() + name.slice(1));
}
