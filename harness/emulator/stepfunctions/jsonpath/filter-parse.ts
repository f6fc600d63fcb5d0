import { BoundedSearch } from "../bounded-search.ts";
import { type Json, numberFromText } from "../json/json.ts";
import {
  type ComparisonOperator,
  type FilterCondition,
  type FilterOperand,
  isDefinite,
  type PathStep,
} from "./json-path.ts";
import { parseQuotedName } from "./quoted-name.ts";
import type { TextCursor } from "./text-cursor.ts";

/** Reads the steps of a path after `@` or `$`. */
type ParseSteps = (cursor: TextCursor) => PathStep[];

const OPERATOR = /==|!=|<=|>=|=~|<|>|(?:nin|in|subsetof|anyof|noneof|contains|size|empty)\b/y;

/** Reads the condition between `?(` and `)`: comparisons and existence, joined by `&&`, `||`, `!` and parentheses. */
export function parseFilter(cursor: TextCursor, parseSteps: ParseSteps): FilterCondition {
  return joined(cursor, "any", "||", () =>
    joined(cursor, "all", "&&", () => cursor.nested(() => parseTerm(cursor, parseSteps))),
  );
}

function joined(
  cursor: TextCursor,
  kind: "all" | "any",
  separator: string,
  part: () => FilterCondition,
): FilterCondition {
  const conditions = [part()];
  cursor.skipBlank();
  while (cursor.take(separator)) {
    conditions.push(part());
    cursor.skipBlank();
  }
  return conditions.length === 1 ? (conditions[0] as FilterCondition) : { kind, conditions };
}

function parseTerm(cursor: TextCursor, parseSteps: ParseSteps): FilterCondition {
  cursor.skipBlank();
  if (cursor.text.startsWith("!", cursor.at) && !cursor.text.startsWith("!=", cursor.at)) {
    cursor.expect("!");
    return { kind: "not", condition: cursor.nested(() => parseTerm(cursor, parseSteps)) };
  }
  if (cursor.take("(")) {
    const condition = parseFilter(cursor, parseSteps);
    cursor.skipBlank();
    cursor.expect(")");
    return condition;
  }
  const left = parseOperand(cursor, parseSteps);
  cursor.skipBlank();
  const operator = cursor.match(OPERATOR);
  if (operator === undefined) return { kind: "exists", operand: left };
  cursor.skipBlank();
  return {
    kind: "compare",
    operator: operator as ComparisonOperator,
    left,
    right: parseOperand(cursor, parseSteps, true),
  };
}

/** A text without quotes may stand right of an operator: published definitions of AWS compare with it (`@.Name==Receipt`). */
function parseOperand(cursor: TextCursor, parseSteps: ParseSteps, isRight = false): FilterOperand {
  const first = cursor.peek();
  if (first === "@" || first === "$") {
    const from = cursor.at;
    cursor.next();
    const steps = parseSteps(cursor);
    const text = cursor.text.slice(from, cursor.at);
    return { kind: "path", from: first, path: { text, steps, definite: isDefinite(steps) } };
  }
  if (first === "'" || first === '"') return { kind: "literal", value: parseQuotedName(cursor) };
  const pattern = cursor.match(/\/(?:[^/\\]|\\.)*\/[a-z]*/y);
  if (pattern !== undefined) return { kind: "pattern", search: compilePattern(pattern, cursor) };
  if (cursor.take("[")) {
    const values = [];
    cursor.skipBlank();
    while (!cursor.take("]")) {
      const element = cursor.nested(() => parseOperand(cursor, parseSteps, isRight));
      if (element.kind !== "literal") throw cursor.error("expected a literal");
      values.push(element.value);
      cursor.skipBlank();
      cursor.take(",");
      cursor.skipBlank();
    }
    return { kind: "literal", value: values };
  }
  const word = cursor.match(WORD);
  const value = word === undefined ? undefined : wordValue(word, isRight);
  if (value === undefined) throw cursor.error("expected a value or a path");
  return { kind: "literal", value };
}

/** What needs no quotes: everything up to a blank, a bracket or an operator. */
const WORD = /[^\s()[\]{}&|,=!<>~'"@$/]+/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NAMED: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function wordValue(word: string, isText: boolean): Json | undefined {
  if (NAMED.has(word)) return NAMED.get(word);
  if (NUMBER.test(word)) return numberFromText(word);
  return isText ? word : undefined;
}

/** Flags of java.util.regex that JavaScript has too; `d`, `x` and `U` change nothing that matters here. */
const KNOWN_FLAGS = /[imsu]/;

/** `/…/flags`, which must match the whole text (Jayway asks `Matcher.matches`). */
function compilePattern(pattern: string, cursor: TextCursor): BoundedSearch {
  const end = pattern.lastIndexOf("/");
  const flags = [...new Set(pattern.slice(end + 1))].filter((flag) => KNOWN_FLAGS.test(flag)).join("");
  try {
    return new BoundedSearch(new RegExp(`^(?:${pattern.slice(1, end)})$`, flags));
  } catch {
    throw cursor.error("expected a regular expression");
  }
}
