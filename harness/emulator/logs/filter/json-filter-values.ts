import { compileRegularExpression } from "./regular-expression.ts";

export type Comparison = "=" | "!=" | ">" | ">=" | "<" | "<=";

/** What a pattern compares a field with. */
type Operand =
  | { readonly kind: "value"; readonly text: string; readonly quoted: boolean }
  | { readonly kind: "regular expression"; readonly text: string };

/** Compares a field with the pattern's value; `undefined` when the operator needs a number and has none. */
export function compareTo(operator: Comparison, given: Operand): ((value: unknown) => boolean) | undefined {
  if (given.kind === "regular expression") {
    if (operator !== "=" && operator !== "!=") return undefined;
    const matches = compileRegularExpression(given.text);
    return (value) => typeof value === "string" && matches(value) === (operator === "=");
  }
  const { text: operand, quoted } = given;
  const number = quoted || operand === "" ? Number.NaN : Number(operand);
  if (operator === "=" || operator === "!=") {
    const wanted = operator === "=";
    return (value) => value !== undefined && equals(value, operand, number) === wanted;
  }
  if (Number.isNaN(number)) return undefined;
  return (value) => typeof value === "number" && ORDER[operator](value, number);
}

const ORDER = {
  ">": (left: number, right: number): boolean => left > right,
  ">=": (left: number, right: number): boolean => left >= right,
  "<": (left: number, right: number): boolean => left < right,
  "<=": (left: number, right: number): boolean => left <= right,
} as const;

function equals(value: unknown, operand: string, number: number): boolean {
  if (typeof value === "number") return value === number;
  return typeof value === "string" && matchesWildcards(value, operand);
}

/** `*` stands for any text. */
function matchesWildcards(value: string, pattern: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return value === pattern;
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!value.startsWith(first)) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return value.length - last.length >= position && value.endsWith(last);
}
