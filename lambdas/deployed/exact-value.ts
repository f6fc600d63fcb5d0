/** TypeScript's libraries do not know the source text in JSON.parse yet, nor JSON.rawJSON; Node 22 does. */
const { parse, rawJSON } = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { readonly source: string }) => unknown): unknown;
  rawJSON(text: string): object;
};

/**
 * A value that JSON.stringify, which the managed runtime answers with, turns into `text` again: numbers keep all digits
 * and strings Go's escapes. Only names lose theirs, names that look like an index move to the front, and of two equal
 * names the last one stays; no Lambda writes such names.
 */
export function exactValue(text: string): unknown {
  return parse(text, (_key, value, context) =>
    typeof value === "object" && value !== null ? value : rawJSON(context.source),
  );
}
