import { FunctionError } from "../ports.ts";
import type { JsonNode } from "./parse.ts";

/** How Go decodes JSON into one of its types: what it accepts, and what it calls itself in an error. */
export interface Shape<T> {
  readonly goType: string;
  readonly zero: () => T;
  /** Throws a FunctionError `UnmarshalTypeError`, worded as Go words it. `null` leaves `previous` as it is. */
  readonly read: (node: JsonNode, place: Place, previous: T) => T;
}

/** Where in the target a value stands: the innermost struct's name, and the path of fields from the outermost one. */
export interface Place {
  readonly struct: string;
  readonly path: string;
}

export const ROOT: Place = { struct: "", path: "" };

export function typeError(node: JsonNode, goType: string, place: Place, detail = ""): FunctionError {
  const target = place.path === "" ? "Go value" : `Go struct field ${place.struct}.${place.path}`;
  return new FunctionError(
    "UnmarshalTypeError",
    `json: cannot unmarshal ${node.kind}${detail} into ${target} of type ${goType}`,
  );
}

export const text: Shape<string> = {
  goType: "string",
  zero: () => "",
  read: (node, place, previous) => {
    if (node.kind === "null") return previous;
    if (node.kind !== "string") throw typeError(node, "string", place);
    return node.value;
  },
};

export const bool: Shape<boolean> = {
  goType: "bool",
  zero: () => false,
  read: (node, place, previous) => {
    if (node.kind === "null") return previous;
    if (node.kind !== "bool") throw typeError(node, "bool", place);
    return node.value;
  },
};

/** Integers are bigint: ids above 2^53 keep their digits in Go. */
function integer(goType: string, least: bigint, most: bigint): Shape<bigint> {
  return {
    goType,
    zero: () => 0n,
    read: (node, place, previous) => {
      if (node.kind === "null") return previous;
      if (node.kind !== "number") throw typeError(node, goType, place);
      if (!/^-?[0-9]+$/.test(node.text)) throw typeError(node, goType, place, ` ${node.text}`);
      const value = BigInt(node.text);
      if (value < least || value > most) throw typeError(node, goType, place, ` ${node.text}`);
      return value;
    },
  };
}

export const uint64 = integer("uint64", 0n, 2n ** 64n - 1n);
export const int64 = integer("int64", -(2n ** 63n), 2n ** 63n - 1n);

/** A value kept as its own text (`json.RawMessage`); absent is `undefined`. */
export const rawIn = (source: string): Shape<string | undefined> => ({
  goType: "json.RawMessage",
  zero: () => undefined,
  read: (node) => source.slice(node.start, node.end),
});

/** A slice: `null` and absent are the nil slice, which Go writes as `null`. */
export function slice<T>(element: Shape<T>): Shape<T[] | null> {
  const goType = `[]${element.goType}`;
  return {
    goType,
    zero: () => null,
    read: (node, place) => {
      if (node.kind === "null") return null;
      if (node.kind !== "array") throw typeError(node, goType, place);
      return node.items.map((item) => element.read(item, place, element.zero()));
    },
  };
}

export function struct<T extends Record<string, unknown>>(
  goType: string,
  fields: { readonly [K in keyof T]: Shape<T[K]> },
): Shape<T> {
  const name = goType.slice(goType.lastIndexOf(".") + 1);
  const names = Object.keys(fields) as (keyof T & string)[];
  const exact = new Map(names.map((field) => [field as string, field]));
  const folded = new Map(names.map((field) => [fold(field), field]));
  const zero = (): T => Object.fromEntries(names.map((field) => [field, fields[field].zero()])) as T;
  return {
    goType,
    zero,
    read: (node, place, previous) => {
      if (node.kind === "null") return previous;
      if (node.kind !== "object") throw typeError(node, goType, place);
      const value = { ...previous };
      for (const [key, member] of node.members) {
        const field = exact.get(key) ?? folded.get(fold(key));
        if (field === undefined) continue;
        const path = place.path === "" ? field : `${place.path}.${field}`;
        value[field] = fields[field].read(member, { struct: name, path }, value[field]);
      }
      return value;
    },
  };
}

/** Keys match without regard to case, as Go folds them: two letters outside ASCII fold onto `s` and `k`. */
function fold(key: string): string {
  return key.toUpperCase().replaceAll("\u017f", "S").replaceAll("\u212a", "K");
}
