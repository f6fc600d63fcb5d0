type Members = Readonly<Record<string, unknown>>;

/** DynamoDB's types as AWS's second Java SDK names the members of an AttributeValue; S, N, B, L and M are the same. */
const JAVA_NAMES: ReadonlyMap<string, string> = new Map([
  ["BOOL", "Bool"],
  ["NULL", "Nul"],
  ["SS", "Ss"],
  ["NS", "Ns"],
  ["BS", "Bs"],
]);
const WIRE_NAMES: ReadonlyMap<string, string> = new Map([...JAVA_NAMES].map(([wire, java]) => [java, wire]));

/** An answer's values as Java spells them. */
export const toJavaAttributes = (response: Members): Members => renamed(response, JAVA_NAMES) as Members;

/** A request's values as the wire has them; a definition may spell them either way. */
export const fromJavaAttributes = (request: Members): Members => renamed(request, WIRE_NAMES) as Members;

/** Only values: an object of one member whose content is of its type; an attribute may have such a name. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [[only = "", content] = []] = entries;
  const name = entries.length === 1 ? names.get(only) : undefined;
  const isContent =
    typeof content === "boolean" || (Array.isArray(content) && content.every((one) => typeof one === "string"));
  if (name !== undefined && isContent) return { [name]: content };
  return Object.fromEntries(entries.map(([member, inner]) => [member, renamed(inner, names)]));
}
