const LONGEST = 600;
const DEEPEST = 6;
const MOST_MEMBERS = 60;

/** A value as JSON that is never long: bytes are counted, matchers tell what they match, what is deep or long is cut with `…`. */
export function boundedJson(value: unknown): string {
  const text = JSON.stringify(bounded(value, 0)) ?? String(value);
  return cut(text);
}

/** Not within a word: half of a secret would not be recognised as one. */
function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).replace(/[^\s"':,;&=?{}[\]]+$/, "")}…`;
}

function bounded(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case "string":
      return cut(value);
    case "number":
    case "boolean":
    case "undefined":
      return value;
    case "function":
      return "a function";
    case "object":
      return value === null ? null : boundedObject(value, depth);
    default:
      return String(value);
  }
}

function boundedObject(value: object, depth: number): unknown {
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (value instanceof RegExp || value instanceof Error) return String(value);
  if ("asymmetricMatch" in value) return described(value);
  if (depth >= DEEPEST) return "…";
  if (Array.isArray(value)) {
    const some = value.slice(0, MOST_MEMBERS).map((member) => bounded(member, depth + 1));
    return value.length > MOST_MEMBERS ? [...some, `… ${value.length - MOST_MEMBERS} more`] : some;
  }
  const plain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  // A world is what is asked, not what is found.
  if (!plain) return `a ${value.constructor.name}`;
  const members = Object.entries(value);
  const some = members.slice(0, MOST_MEMBERS).map(([name, member]) => [name, bounded(member, depth + 1)]);
  return Object.fromEntries(
    members.length > MOST_MEMBERS ? [...some, ["…", `${members.length - MOST_MEMBERS} more`]] : some,
  );
}

/** `StringContaining "x"`: an asymmetric matcher of Vitest. */
function described(matcher: object): string {
  const { sample } = matcher as { sample?: unknown };
  const what = typeof sample === "function" ? sample.name : sample === undefined ? "" : boundedJson(sample);
  return `${String(matcher)} ${what}`.trimEnd();
}
