import { type JsonNode, JsonSyntaxError, readJsonValue } from "./json-syntax.ts";

/** A JSON value of the wrong type or out of range, in the words of Go's decoder. */
export class JsonTypeError extends Error {
  override readonly name = "JsonTypeError";
}

/** An integer as Go has it; beyond 2^53 a bigint, so that no digit is lost. */
export type GoInteger = number | bigint;

/**
 * How one Go type is read from JSON. `name` is Go's spelling of the type, which error texts carry. `current` is what an
 * earlier duplicate of the key has left: Go decodes into it, so objects and lists merge.
 */
export interface GoType<T> {
  readonly name: string;
  zero(): T;
  decode(node: JsonNode, place: Place, current?: T): T;
}

export type GoValue<Type> = Type extends GoType<infer T> ? T : never;

/** Where decoding is: the innermost struct and the JSON names from the root, both part of Go's error text. */
class Place {
  readonly #errors: string[];
  readonly #struct: string;
  readonly #path: readonly string[];

  constructor(errors: string[], struct = "", path: readonly string[] = []) {
    this.#errors = errors;
    this.#struct = struct;
    this.#path = path;
  }

  in(struct: string, field: string): Place {
    return new Place(this.#errors, struct, [...this.#path, field]);
  }

  /** Go goes on after a type error and reports the first one at the end. */
  wrongType(value: string, type: string): void {
    const where = this.#path.length > 0 ? `Go struct field ${this.#struct}.${this.#path.join(".")} of` : "Go value of";
    this.#errors.push(`json: cannot unmarshal ${value} into ${where} type ${type}`);
  }
}

/**
 * Reads the first JSON value of a body into a Go type: keys match without regard to case, unknown keys are ignored,
 * `null` leaves the zero value, what follows the value is not looked at (docs/contract/http-api.md, head).
 *
 * @throws JsonSyntaxError or JsonTypeError with Go's text.
 */
export function decodeGoJson<T>(body: Uint8Array, type: GoType<T>): { readonly value: T; readonly end: number } {
  const { node, end } = readJsonValue(body);
  return { value: decodeGoNode(node, type), end };
}

/**
 * Reads a JSON value that stands alone (a raw message, decoded later) into a Go type.
 *
 * @throws JsonTypeError with Go's text.
 */
export function decodeGoNode<T>(node: JsonNode, type: GoType<T>): T {
  const errors: string[] = [];
  const value = type.decode(node, new Place(errors));
  if (errors[0] !== undefined) throw new JsonTypeError(errors[0]);
  return value;
}

/** True for the two errors of `decodeGoJson`, whose text may be shown to the client. */
export function isJsonBindingError(error: unknown): error is JsonSyntaxError | JsonTypeError {
  return error instanceof JsonSyntaxError || error instanceof JsonTypeError;
}

function scalar<T>(
  name: string,
  zero: T,
  kind: JsonNode["kind"],
  read: (node: JsonNode, place: Place) => T,
): GoType<T> {
  return {
    name,
    zero: () => zero,
    decode(node, place, current = zero) {
      if (node.kind === kind) return read(node, place);
      if (node.kind !== "null") place.wrongType(node.kind, name);
      return current;
    },
  };
}

export const goString: GoType<string> = scalar("string", "", "string", (node) =>
  node.kind === "string" ? node.value : "",
);

export const goBool: GoType<boolean> = scalar("bool", false, "bool", (node) => node.kind === "bool" && node.value);

function integer(name: string, minimum: bigint, maximum: bigint): GoType<GoInteger> {
  return scalar<GoInteger>(name, 0, "number", (node, place) => {
    const literal = node.kind === "number" ? node.literal : "";
    const value = parseGoInteger(literal, minimum, maximum);
    if (value === undefined) place.wrongType(`number ${literal}`, name);
    return value ?? 0;
  });
}

/** An integer literal within the bounds, else undefined. */
export function parseGoInteger(literal: string, minimum: bigint, maximum: bigint): GoInteger | undefined {
  // Go parses for an unsigned type without a sign, so that -0 is none.
  if (!(minimum < 0n ? /^-?\d+$/ : /^\d+$/).test(literal)) return undefined;
  const value = BigInt(literal);
  if (value < minimum || value > maximum) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

export const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MAX = 2n ** 63n - 1n;

export const goUint8 = integer("uint8", 0n, 255n);
export const goUint16 = integer("uint16", 0n, 65_535n);
export const goUint64 = integer("uint64", 0n, UINT64_MAX);
export const goInt64 = integer("int64", -INT64_MAX - 1n, INT64_MAX);
export const goInt = integer("int", -INT64_MAX - 1n, INT64_MAX);

/** Any JSON value, undecoded; undefined when the key is absent. */
export const goRaw: GoType<JsonNode | undefined> = {
  name: "json.RawMessage",
  zero: () => undefined,
  decode: (node) => node,
};

export function goMap<T>(element: GoType<T>): GoType<ReadonlyMap<string, T> | null> {
  return {
    name: `map[string]${element.name}`,
    zero: () => null,
    decode(node, place, current = null) {
      if (node.kind === "object") {
        return new Map([
          ...(current ?? []),
          ...node.members.map(([key, value]) => [key, element.decode(value, place)] as const),
        ]);
      }
      if (node.kind !== "null") place.wrongType(node.kind, this.name);
      return null;
    },
  };
}

export function goSlice<T>(element: GoType<T>): GoType<readonly T[] | null> {
  return {
    name: `[]${element.name}`,
    zero: () => null,
    decode(node, place, current = null) {
      if (node.kind === "array") return node.items.map((item, index) => element.decode(item, place, current?.[index]));
      if (node.kind !== "null") place.wrongType(node.kind, this.name);
      return null;
    },
  };
}

/** A pointer: `null` and absence are null. */
export function goPointer<T>(element: GoType<T>): GoType<T | null> {
  return {
    name: element.name,
    zero: () => null,
    decode: (node, place, current) =>
      node.kind === "null" ? null : element.decode(node, place, current ?? element.zero()),
  };
}

type Fields = Readonly<Record<string, GoType<unknown>>>;
export type GoStructValue<F extends Fields> = { readonly [K in keyof F]: GoValue<F[K]> };

/** A struct; `fields` is keyed by JSON name. `qualifiedName` is Go's, such as `dto.ProcessMediaInput`. */
export function goStruct<const F extends Fields>(qualifiedName: string, fields: F): GoType<GoStructValue<F>> {
  return struct(qualifiedName, qualifiedName.slice(qualifiedName.lastIndexOf(".") + 1), fields);
}

/** A struct without a name: error texts show its declaration, and nothing in front of a field. */
export function goAnonymousStruct<const F extends Fields>(declaration: string, fields: F): GoType<GoStructValue<F>> {
  return struct(declaration, "", fields);
}

function struct<const F extends Fields>(name: string, shortName: string, fields: F): GoType<GoStructValue<F>> {
  const byFoldedName = new Map(Object.keys(fields).map((name) => [fold(name), name]));
  const zeroes = (): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, type.zero()]));
  return {
    name,
    // The record holds one decoded value per declared field, which is what GoStructValue says.
    zero: () => zeroes() as GoStructValue<F>,
    decode(node, place, current) {
      const value: Record<string, unknown> = { ...(current ?? zeroes()) };
      if (node.kind === "object") {
        for (const [key, member] of node.members) {
          const field = Object.hasOwn(fields, key) ? key : byFoldedName.get(fold(key));
          const type = field === undefined ? undefined : fields[field];
          if (field === undefined || type === undefined) continue;
          value[field] = type.decode(member, place.in(shortName, field), value[field]);
        }
      } else if (node.kind !== "null") {
        place.wrongType(node.kind, name);
      }
      return value as GoStructValue<F>;
    },
  };
}

/** The names are ASCII; of all other characters only the long s and the Kelvin sign fold to one of theirs. */
function fold(name: string): string {
  return name
    .replaceAll("\u017f", "s")
    .replaceAll("\u212a", "k")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
