import { INTRINSICS } from "../intrinsics/catalogue.ts";
import { numberFromText } from "../json/json.ts";
import { isDefinite } from "../jsonpath/json-path.ts";
import { parseSteps } from "../jsonpath/parse.ts";
import { TextCursor } from "../jsonpath/text-cursor.ts";
import { MAXIMUM_NESTED_INTRINSICS } from "../limits.ts";
import type { CallQuery, LiteralArgument, PathQuery, Query, QueryRoot } from "./query.ts";

const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/**
 * Compiles a path or an intrinsic function; blanks around it do not matter (published definitions of AWS have some).
 * Throws `PathSyntaxError`.
 */
export function parseQuery(text: string): Query {
  const cursor = new TextCursor(text.trim());
  const query = cursor.peek() === "$" ? parsePath(cursor) : parseCall(cursor);
  if (!cursor.ended) throw cursor.error("expected the end");
  return query;
}

/** Compiles a path only. Throws `PathSyntaxError`. */
export function parsePathQuery(text: string): PathQuery {
  const cursor = new TextCursor(text.trim());
  const query = parsePath(cursor);
  if (!cursor.ended) throw cursor.error("expected . or [");
  return query;
}

function parsePath(cursor: TextCursor): PathQuery {
  const from = cursor.at;
  cursor.expect("$");
  const root = parseRoot(cursor);
  const steps = parseSteps(cursor);
  const text = cursor.text.slice(from, cursor.at);
  return { kind: "path", text, root, path: { text, steps, definite: isDefinite(steps) } };
}

function parseRoot(cursor: TextCursor): QueryRoot {
  if (cursor.take("$")) return { kind: "context" };
  const name = cursor.match(NAME);
  return name === undefined ? { kind: "input" } : { kind: "variable", name };
}

function parseCall(cursor: TextCursor): CallQuery {
  const from = cursor.at;
  cursor.expect("States.");
  const name = cursor.match(NAME) ?? "";
  const intrinsic = INTRINSICS.get(name);
  if (!intrinsic) throw cursor.error("expected the name of an intrinsic function");
  cursor.expect("(");
  cursor.skipBlank();
  const args: (Query | LiteralArgument)[] = [];
  if (!cursor.take(")")) {
    do {
      cursor.skipBlank();
      args.push(parseArgument(cursor, name === "Format" && args.length === 0));
      cursor.skipBlank();
    } while (cursor.take(","));
    cursor.expect(")");
  }
  if (args.length < intrinsic.minimumArguments || args.length > intrinsic.maximumArguments) {
    throw cursor.error(`expected another number of arguments for States.${name}`);
  }
  return { kind: "call", text: cursor.text.slice(from, cursor.at), name, intrinsic, args };
}

function parseArgument(cursor: TextCursor, keepBraceEscapes: boolean): Query | LiteralArgument {
  if (cursor.peek() === "$") return parsePath(cursor);
  if (cursor.peek() === "'") return { kind: "literal", value: parseText(cursor, keepBraceEscapes) };
  const digits = cursor.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (digits !== undefined) return { kind: "literal", value: numberFromText(digits) };
  const word = cursor.match(/(?:true|false|null)\b/y);
  if (word !== undefined) return { kind: "literal", value: word === "null" ? null : word === "true" };
  return cursor.nested(() => parseCall(cursor), MAXIMUM_NESTED_INTRINSICS);
}

/** Text in single quotes; only `\'`, `\\`, `\{` and `\}` are escapes (recorded: test_illegal_escapes). */
function parseText(cursor: TextCursor, keepBraceEscapes: boolean): string {
  cursor.expect("'");
  let text = "";
  for (;;) {
    if (cursor.ended) throw cursor.error("expected '");
    const character = cursor.next();
    if (character === "'") return text;
    if (character !== "\\") {
      text += character;
      continue;
    }
    const escaped = cursor.next();
    if (!/^['\\{}]$/.test(escaped)) throw cursor.error("expected one of the escapes \\' \\\\ \\{ \\}");
    text += keepBraceEscapes && /[{}]/.test(escaped) ? `\\${escaped}` : escaped;
  }
}
