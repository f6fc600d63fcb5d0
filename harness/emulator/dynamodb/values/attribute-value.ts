import { invalid, invalidParameters } from "../errors.ts";
import { MAXIMUM_NESTING } from "../limits.ts";
import { compareNumbers, normalNumber, numberBytes } from "./decimal.ts";

/** A value as the wire has it: one member that is named after the type; binaries are Base64, numbers texts. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly AttributeValue[] }
  | { readonly M: Item };

/** Attributes by name. */
export interface Item {
  readonly [name: string]: AttributeValue;
}

export type AttributeType = "S" | "N" | "B" | "BOOL" | "NULL" | "SS" | "NS" | "BS" | "L" | "M";

const SETS = { SS: "string", NS: "number", BS: "binary" } as const;

export function typeOf(value: AttributeValue): AttributeType {
  return Object.keys(value)[0] as AttributeType;
}

/** Reads a value from a request, numbers in their normal form. Throws ValidationException. */
export function readValue(value: unknown, depth = 0): AttributeValue {
  const types = isObject(value)
    ? Object.entries(value).filter(([, content]) => content !== null && content !== undefined)
    : [];
  const [[type, content] = ["", undefined]] = types;
  if (types.length === 0) {
    throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
  }
  if (types.length > 1) {
    throw invalid(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  if (depth > MAXIMUM_NESTING) throw invalid("Nesting Levels have exceeded supported limits");
  if (type === "M" && isObject(content)) return { M: readItem(content, depth + 1) };
  if (type === "L" && Array.isArray(content)) return { L: content.map((one) => readValue(one, depth + 1)) };
  if (type === "SS" || type === "NS" || type === "BS") return readSet(type, content);
  return readScalar(type, content);
}

/** Reads attributes by name. Throws ValidationException. */
export function readItem(item: Readonly<Record<string, unknown>>, depth = 0): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, readValue(value, depth)]));
}

function readScalar(type: string, content: unknown): AttributeValue {
  if (type === "S" && typeof content === "string") return { S: content };
  if (type === "N" && (typeof content === "string" || typeof content === "number")) {
    return { N: normalNumber(String(content)) };
  }
  if (type === "B" && typeof content === "string") return { B: content };
  if (type === "BOOL" && typeof content === "boolean") return { BOOL: content };
  if (type === "NULL" && content === true) return { NULL: true };
  if (type === "NULL") throw invalidParameters("Null attribute value types must have the value of true");
  throw invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
}

function readSet(type: "SS" | "NS" | "BS", content: unknown): AttributeValue {
  if (!Array.isArray(content) || content.length === 0) {
    throw invalidParameters(`An ${SETS[type]} set  may not be empty`);
  }
  const elements = content.map((element) => (type === "NS" ? normalNumber(String(element)) : String(element)));
  if (new Set(elements).size < elements.length) {
    if (type === "NS") throw invalid("Input collection contains duplicates");
    throw invalidParameters(`Input collection [${elements.join(", ")}] contains duplicates.`);
  }
  return { [type]: elements } as unknown as AttributeValue;
}

/** Bytes that a value counts (CapacityUnitCalculations.html). */
export function valueBytes(value: AttributeValue): number {
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("N" in value) return numberBytes(value.N);
  if ("B" in value) return Buffer.from(value.B, "base64").length;
  if ("L" in value) return value.L.reduce((sum, one) => sum + 1 + valueBytes(one), 3);
  if ("M" in value) return itemBytes(value.M) + 3 + Object.keys(value.M).length;
  const elements = elementsOf(value);
  return elements ? elements.reduce((sum, one) => sum + valueBytes(one), 0) : 1;
}

/** Bytes that an item counts, its names included. */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

/** A set's elements as values of their own; `undefined` for what is no set. */
export function elementsOf(value: AttributeValue): AttributeValue[] | undefined {
  if ("SS" in value) return value.SS.map((S) => ({ S }));
  if ("NS" in value) return value.NS.map((N) => ({ N }));
  if ("BS" in value) return value.BS.map((B) => ({ B }));
  return undefined;
}

/** Negative, 0, positive; `undefined` for what has no order: types that differ, and all but texts, numbers and binaries. */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if ("N" in left && "N" in right) return compareNumbers(left.N, right.N);
  if ("S" in left && "S" in right) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if ("B" in left && "B" in right) return Buffer.compare(Buffer.from(left.B, "base64"), Buffer.from(right.B, "base64"));
  return undefined;
}

/** Sets are equal in any order. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  const order = compareValues(left, right);
  if (order !== undefined) return order === 0;
  if ("BOOL" in left && "BOOL" in right) return left.BOOL === right.BOOL;
  if ("L" in left && "L" in right) {
    return left.L.length === right.L.length && left.L.every((one, index) => equalIfThere(one, right.L[index]));
  }
  if ("M" in left && "M" in right) {
    const names = Object.keys(left.M);
    if (names.length !== Object.keys(right.M).length) return false;
    return names.every((name) => equalIfThere(left.M[name], right.M[name]));
  }
  const [some, others] = [elementsOf(left), elementsOf(right)];
  if (!some || !others) return true;
  return some.length === others.length && some.every((one) => others.some((other) => equalValues(one, other)));
}

function equalIfThere(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && equalValues(left, right);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
