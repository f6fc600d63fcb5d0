import { type Comparable, JsonInText } from "./comparable.ts";
import { withoutNumbers } from "./same-values.ts";

/** How the elements of a list are found on both sides, and how the path names one. */
export interface Keyed {
  /** `undefined` when the element has no such key: then its position is its key. */
  key(value: Comparable): string | undefined;
  path(list: string, key: string, index: number): string;
}

const byIndex = (list: string, _key: string, index: number): string => `${list}[${index}]`;
const byKey = (list: string, key: string): string => `${list}[${JSON.stringify(key)}]`;

export const keyed = {
  /** By the primary key; every table of the media pipeline calls it `id`. */
  rows: { key: (row) => text(row, "id"), path: byIndex },
  objects: {
    key: (object) => {
      const [bucket, key] = [text(object, "bucket"), text(object, "key")];
      return bucket === undefined || key === undefined ? undefined : withoutNumbers(`${bucket}/${key}`);
    },
    path: byKey,
  },
  /** The n-th execution of its machine. */
  executions: { key: (execution) => text(execution, "machine"), path: byIndex },
  findings: { key: (finding) => text(finding, "name"), path: byKey },
} as const satisfies Readonly<Record<string, Keyed>>;

function text(value: Comparable, name: string): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof JsonInText) {
    return undefined;
  }
  const member = (value as { readonly [member: string]: Comparable })[name];
  return typeof member === "string" || typeof member === "number" ? String(member) : undefined;
}
