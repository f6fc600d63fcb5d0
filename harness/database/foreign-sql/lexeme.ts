/** What a piece of SQL text is, as MySQL's own lexer reads it. */
export type LexemeKind =
  | "space"
  | "comment"
  /** `/*!80016 ` or `/*M!100600 `: what follows, up to its end, is code for some servers. */
  | "conditional"
  | "conditionalEnd"
  | "string"
  /** In backticks. */
  | "quoted"
  | "word"
  | "number"
  /** `@user` or `@@session.system`. */
  | "variable"
  | "sign";

export interface Lexeme {
  readonly kind: LexemeKind;
  readonly end: number;
  /** A string, quoted name or comment whose end is missing; it reaches to the end of the text. */
  readonly unterminated?: boolean;
}

const SPACE = /\s+/y;
/** What a name may hold without backticks: https://dev.mysql.com/doc/refman/8.4/en/identifiers.html */
const NAME = /[\w$\u0080-\uffff]+/y;
const NUMBER = /(?:0x[0-9a-f]+|0b[01]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)(?![\w$\u0080-\uffff])/iy;
const VARIABLE = /@@?(?:`[^`]*`|'[^']*'|"[^"]*"|[\w$.\u0080-\uffff]+)?/y;
const CONDITIONAL = /\/\*M?!\d*/y;
const SIGNS = /->>|->|<=>|<<|>>|<=|>=|<>|!=|:=|\|\||&&/y;

/** The piece of SQL that begins at `at`. `insideConditional`: `*` and `/` there end a conditional comment. */
export function lexemeAt(sql: string, at: number, insideConditional: boolean): Lexeme {
  const first = sql.charAt(at);
  switch (first) {
    case "'":
    case '"':
      return quotedEnd(sql, at, first, "string", true);
    case "`":
      return quotedEnd(sql, at, first, "quoted", false);
    case "#":
      return { kind: "comment", end: lineEnd(sql, at) };
    case "@":
      return { kind: "variable", end: match(VARIABLE, sql, at) };
  }
  // Two dashes are a comment only before a blank or a control character.
  if (first === "-" && sql.startsWith("--", at) && /^(?:[\s\p{Cc}]|$)/u.test(sql.charAt(at + 2))) {
    return { kind: "comment", end: lineEnd(sql, at) };
  }
  if (first === "/" && sql.startsWith("/*", at)) return blockComment(sql, at);
  if (insideConditional && first === "*" && sql.startsWith("*/", at)) return { kind: "conditionalEnd", end: at + 2 };
  for (const [kind, pattern] of IN_ORDER) {
    const end = match(pattern, sql, at);
    if (end > at) return { kind, end };
  }
  return { kind: "sign", end: at + 1 };
}

const IN_ORDER: readonly (readonly [LexemeKind, RegExp])[] = [
  ["space", SPACE],
  ["number", NUMBER],
  ["word", NAME],
  ["sign", SIGNS],
];

function match(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
}

/** Searched with indexOf and not with one pattern: a dump has strings of megabytes. */
function quotedEnd(sql: string, at: number, quote: string, kind: LexemeKind, escapes: boolean): Lexeme {
  let from = at + 1;
  for (;;) {
    const end = sql.indexOf(quote, from);
    if (end < 0) return { kind, end: sql.length, unterminated: true };
    if (escapes && isEscaped(sql, end, at)) from = end + 1;
    else if (sql.charAt(end + 1) === quote) from = end + 2;
    else return { kind, end: end + 1 };
  }
}

/** An odd number of backslashes stands before it, none of them before the opening quote. */
function isEscaped(sql: string, quoteAt: number, openedAt: number): boolean {
  let backslashes = 0;
  while (quoteAt - 1 - backslashes > openedAt && sql.charAt(quoteAt - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function blockComment(sql: string, at: number): Lexeme {
  const conditional = match(CONDITIONAL, sql, at);
  if (conditional > at) return { kind: "conditional", end: conditional };
  const end = sql.indexOf("*/", at + 2);
  return end < 0 ? { kind: "comment", end: sql.length, unterminated: true } : { kind: "comment", end: end + 2 };
}

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf("\n", at);
  return end < 0 ? sql.length : end;
}
