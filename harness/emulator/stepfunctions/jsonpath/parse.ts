import { parseFilter } from "./filter-parse.ts";
import type { PathStep } from "./json-path.ts";
import { parseQuotedName } from "./quoted-name.ts";
import type { TextCursor } from "./text-cursor.ts";

/** Reads steps up to the first character that continues no path. */
export function parseSteps(cursor: TextCursor): PathStep[] {
  const steps: PathStep[] = [];
  for (;;) {
    if (cursor.take("..")) {
      steps.push({ kind: "descent" });
      if (cursor.peek() !== "[") steps.push(parseDotStep(cursor));
    } else if (cursor.take(".")) {
      if (cursor.peek() !== "[") steps.push(parseDotStep(cursor));
    } else if (cursor.peek() === "[") {
      steps.push(parseBracketStep(cursor));
    } else {
      return steps;
    }
  }
}

function parseDotStep(cursor: TextCursor): PathStep {
  if (cursor.take("*")) return { kind: "wildcard" };
  let name = "";
  for (let character = cursor.peek(); character !== "" && !/[.[\]()\s,=<>!&|]/.test(character); ) {
    cursor.take(character);
    // A reference path escapes special characters of a name: `$.store\.book`.
    if (character === "\\" && !cursor.ended) character = cursor.next();
    name += character;
    character = cursor.peek();
  }
  if (name === "") throw cursor.error("expected the name of a property");
  // AWS has none of Jayway's functions: it looks for a property of that name (quoted by users for length() and sum()).
  if (cursor.take("()")) name += "()";
  return { kind: "member", names: [name] };
}

function parseBracketStep(cursor: TextCursor): PathStep {
  cursor.expect("[");
  cursor.skipBlank();
  const step = parseBracketContent(cursor);
  cursor.skipBlank();
  cursor.expect("]");
  return step;
}

function parseBracketContent(cursor: TextCursor): PathStep {
  if (cursor.take("*")) return { kind: "wildcard" };
  if (cursor.take("?")) {
    cursor.skipBlank();
    cursor.expect("(");
    const condition = parseFilter(cursor, parseSteps);
    cursor.expect(")");
    return { kind: "filter", condition };
  }
  if (cursor.peek() === "'" || cursor.peek() === '"') {
    return { kind: "member", names: parseList(cursor, () => parseQuotedName(cursor)) };
  }
  const from = cursor.integer();
  cursor.skipBlank();
  if (cursor.take(":")) {
    cursor.skipBlank();
    return { kind: "slice", from, to: cursor.integer() };
  }
  if (from === undefined) throw cursor.error("expected a name, an index, a slice, * or a filter");
  const further = cursor.take(",") ? parseList(cursor, () => parseIndex(cursor)) : [];
  return { kind: "index", indexes: [from, ...further] };
}

function parseIndex(cursor: TextCursor): number {
  const index = cursor.integer();
  if (index === undefined) throw cursor.error("expected an index");
  return index;
}

function parseList<T>(cursor: TextCursor, element: () => T): T[] {
  const elements: T[] = [];
  do {
    cursor.skipBlank();
    elements.push(element());
    cursor.skipBlank();
  } while (cursor.take(","));
  return elements;
}
