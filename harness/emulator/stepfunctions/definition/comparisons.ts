import { isArray, isObject, type Json, numberOf } from "../json/json.ts";
import type { Comparison } from "./choice-rule.ts";
import { parseTimestamp } from "./timestamp.ts";

type Ordering = (difference: number) => boolean;

const ORDERINGS: readonly (readonly [string, Ordering])[] = [
  ["Equals", (difference) => difference === 0],
  ["LessThan", (difference) => difference < 0],
  ["GreaterThan", (difference) => difference > 0],
  ["LessThanEquals", (difference) => difference <= 0],
  ["GreaterThanEquals", (difference) => difference >= 0],
];

/** Which literals an operator takes; the rest is refused when the machine is created. */
export interface Operator {
  readonly operand: "string" | "number" | "boolean" | "timestamp";
  readonly compare: Comparison;
}

/** All operators that compare `Variable` with a literal or, with `Path` behind the name, with another value. */
export const COMPARISONS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...ordered("String", "string", textDifference),
  ...ordered("Numeric", "number", (left, right) => difference(numberOf(left), numberOf(right))),
  ...ordered("Timestamp", "timestamp", (left, right) => difference(instantOf(left), instantOf(right))),
  [
    "BooleanEquals",
    { operand: "boolean", compare: (value, operand) => typeof value === "boolean" && value === operand },
  ],
]);

/** Operators without a path form. `IsPresent` is decided before a value exists. */
export const TESTS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["StringMatches", { operand: "string", compare: matches }],
  ["IsNull", test((value) => value === null)],
  ["IsPresent", test(() => true)],
  ["IsNumeric", test((value) => numberOf(value) !== undefined)],
  ["IsString", test((value) => typeof value === "string")],
  ["IsBoolean", test((value) => typeof value === "boolean")],
  ["IsTimestamp", test((value) => instantOf(value) !== undefined)],
]);

function ordered(
  prefix: string,
  operand: Operator["operand"],
  differenceOf: (left: Json, right: Json) => number | undefined,
): [string, Operator][] {
  return ORDERINGS.map(([suffix, accepts]) => [
    prefix + suffix,
    {
      operand,
      compare: (value, other) => {
        const found = differenceOf(value, other);
        return found !== undefined && accepts(found);
      },
    },
  ]);
}

function test(holds: (value: Json) => boolean): Operator {
  return { operand: "boolean", compare: (value, wanted) => holds(value) === wanted };
}

function difference(left: number | undefined, right: number | undefined): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right;
}

function textDifference(left: Json, right: Json): number | undefined {
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

function instantOf(value: Json): number | undefined {
  return typeof value === "string" ? parseTimestamp(value) : undefined;
}

/**
 * `*` matches any characters; `\*` and `\\` are the characters themselves. Looks for the texts between the stars one after
 * the other: unlike a regular expression, that takes no more time for many stars.
 */
function matches(value: Json, pattern: Json): boolean {
  if (typeof value !== "string" || typeof pattern !== "string") return false;
  const texts = textsBetweenStars(pattern);
  const first = texts.shift() ?? "";
  const last = texts.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || !value.endsWith(last)) return false;
  let from = first.length;
  for (const text of texts) {
    const found = value.indexOf(text, from);
    if (found < 0) return false;
    from = found + text.length;
  }
  return from <= value.length - last.length;
}

function textsBetweenStars(pattern: string): string[] {
  const texts = [""];
  for (const [part] of pattern.matchAll(/\\[*\\]|[\s\S]/g)) {
    if (part === "*") texts.push("");
    else texts[texts.length - 1] += part.length === 2 ? part.slice(1) : part;
  }
  return texts;
}

/** The kind of a JSON value as operators know it. */
export function operandKind(value: Json): Operator["operand"] | "other" {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  return value === null || isArray(value) || isObject(value) ? "other" : "number";
}
