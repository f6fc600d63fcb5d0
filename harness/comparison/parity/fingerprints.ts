import { type Comparable, JsonInText } from "./comparable.ts";
import { withoutNumbers } from "./same-values.ts";

/** Members that name the elements of a list for people. */
const LABELS = ["request", "name", "rawKey", "Key", "id"] as const;

/** Equal for values that are the same but for the numbers of their kinds and the order of their members. */
export function fingerprintOf(value: Comparable): string {
  if (typeof value === "string") return JSON.stringify(withoutNumbers(value));
  if (value instanceof JsonInText) return `${value.style}:${fingerprintOf(value.value)}`;
  if (isList(value)) return `[${value.map(fingerprintOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(withoutNumbers(name))}:${fingerprintOf(member)}`);
  return `{${members.join()}}`;
}

export function labelOf(value: Comparable): string | undefined {
  if (value instanceof JsonInText) return labelOf(value.value);
  if (typeof value !== "object" || value === null || isList(value)) return undefined;
  for (const name of LABELS) {
    const label = value[name];
    if (typeof label === "string") return withoutNumbers(label);
    if (typeof label === "number") return String(label);
  }
  return undefined;
}

/** The position of each element by its key; a key that occurs again is called `key #2`. */
export function keysOf(
  values: readonly Comparable[],
  keyOf: (value: Comparable) => string | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  return new Map(
    values.map((value, index) => {
      const key = keyOf(value) ?? `[${index}]`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return [count === 1 ? key : `${key} #${count}`, index];
    }),
  );
}

function isList(value: Comparable): value is readonly Comparable[] {
  return Array.isArray(value);
}
