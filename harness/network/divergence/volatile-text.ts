/** Ids, stand-ins of secrets (redaction.ts) and instants inside texts: they differ between two runs of the same story without a difference between them. */
const VOLATILE =
  /(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|eyJ[\w-]+\.[\w-]+\.[\w-]+|\b[0-9a-f]{16,}\b|‹[a-z ]+ \d+›)|(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?|\b\d{8}T\d{6}Z\b)/gi;

/** The text with its ids and instants taken out. */
export function withoutVolatile(text: string): string {
  return text.replace(VOLATILE, (_found, id: string | undefined) => (id === undefined ? "<time>" : "<id>"));
}

/** The ids in a text, in order. */
export function idsIn(text: string): string[] {
  return [...text.matchAll(VOLATILE)].flatMap(({ groups }) => groups?.id ?? []);
}
