import { lexemeAt } from "./lexeme.ts";
import type { SqlStatement } from "./sql-file.ts";

/** A word, name, string or sign of a statement. Rules change its text; an empty one is removed. */
export interface Token {
  readonly kind: "string" | "quoted" | "word" | "number" | "variable" | "sign" | "conditional" | "conditionalEnd";
  text: string;
  /** Blanks and comments before it: they stay, so that the server's line numbers do. */
  readonly before: string;
  readonly line: number;
}

/** A statement in pieces that rules can change. */
export class StatementTokens {
  readonly path: string;
  readonly line: number;
  readonly original: string;
  readonly list: Token[];
  /** Not to be sent at all. */
  dropped = false;

  constructor({ path, line, sql }: SqlStatement) {
    this.path = path;
    this.line = line;
    this.original = sql;
    this.list = tokensOf(sql, line);
  }

  toString(): string {
    return this.list.map(({ before, text }) => before + text).join("");
  }

  /** The upper-case words with which it begins, conditional comments aside. */
  head(count: number): string[] {
    const words: string[] = [];
    for (const token of this.list) {
      if (words.length === count) break;
      if (token.kind !== "conditional" && token.kind !== "conditionalEnd") words.push(token.text.toUpperCase());
    }
    return words;
  }

  /** Whether it begins with these words; `|` separates alternatives. */
  begins(...words: readonly string[]): boolean {
    const head = this.head(words.length);
    return words.every((word, index) => word.split("|").includes(head[index] ?? ""));
  }

  is(index: number, ...words: readonly string[]): boolean {
    const token = this.list[index];
    return token !== undefined && (token.kind === "word" || token.kind === "sign") && words.includes(upper(token));
  }

  /** Places of these words. */
  places(...words: readonly string[]): number[] {
    return [...this.list.keys()].filter((index) => this.list[index]?.kind === "word" && this.is(index, ...words));
  }

  /** The bracket that closes the one at `open`; the end of the list when none does. */
  closing(open: number): number {
    let depth = 0;
    for (let index = open; index < this.list.length; index++) {
      if (this.is(index, "(")) depth++;
      if (this.is(index, ")") && --depth === 0) return index;
    }
    return this.list.length;
  }

  /** The bracket around a place, if there is one. */
  opening(index: number): number | undefined {
    let depth = 0;
    for (let at = index - 1; at >= 0; at--) {
      if (this.is(at, ")")) depth++;
      if (this.is(at, "(") && depth-- === 0) return at;
    }
    return undefined;
  }

  /** Parts of a range, divided by the commas that are in no bracket of their own. */
  parts(start: number, end: number): Range[] {
    const ranges: Range[] = [];
    let from = start;
    for (let index = start; index < end; index++) {
      if (this.is(index, "(")) index = Math.min(this.closing(index), end);
      else if (this.is(index, ",")) {
        ranges.push({ start: from, end: index });
        from = index + 1;
      }
    }
    if (from < end) ranges.push({ start: from, end });
    return ranges;
  }

  /** Places of these words in a range, outside of its brackets. */
  outside(range: Range, ...words: readonly string[]): number[] {
    const found: number[] = [];
    for (let index = range.start; index < range.end; index++) {
      if (this.is(index, "(")) index = this.closing(index);
      else if (this.is(index, ...words) && !this.is(index - 1, ".")) found.push(index);
    }
    return found;
  }

  text({ start, end }: Range): string {
    const [first, ...rest] = this.list.slice(start, end).filter(({ text }) => text !== "");
    return (first?.text ?? "") + rest.map(({ before, text }) => before + text).join("");
  }

  remove(start: number, end: number = start + 1): void {
    for (const token of this.list.slice(start, end)) token.text = "";
  }

  replace(index: number, text: string): void {
    const token = this.list[index];
    if (token) token.text = text;
  }

  /** Puts text behind the last token of a range. */
  append(index: number, text: string): void {
    const token = this.list[index];
    if (token) token.text += text;
  }

  /** After removals and insertions: reads itself anew. */
  refresh(): void {
    this.list.splice(0, this.list.length, ...tokensOf(this.toString(), this.line));
  }

  lineOf(index: number): number {
    return this.list[index]?.line ?? this.line;
  }
}

/** Tokens from `start` up to, but without, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An identifier's own text, without backticks. */
export function nameOf(token: Token | undefined): string | undefined {
  if (token?.kind === "word") return token.text;
  return token?.kind === "quoted" ? token.text.slice(1, -1).replaceAll("``", "`") : undefined;
}

export function quotedName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** A string's or word's text without quotes, in lower case: names of character sets may be quoted. */
export function plainWord(token: Token | undefined): string {
  return (token?.text ?? "").replace(/^['"`]|['"`]$/g, "").toLowerCase();
}

function upper({ text }: Token): string {
  return text.toUpperCase();
}

function tokensOf(sql: string, firstLine: number): Token[] {
  const tokens: Token[] = [];
  let line = firstLine;
  let before = "";
  let inside = false;
  for (let at = 0; at < sql.length; ) {
    const { kind, end } = lexemeAt(sql, at, inside);
    const text = sql.slice(at, end);
    at = end;
    if (kind === "conditional") inside = true;
    if (kind === "conditionalEnd") inside = false;
    if (kind === "space" || kind === "comment") before += text;
    else {
      line += newlines(before);
      tokens.push({ kind, text, before, line });
      line += newlines(text);
      before = "";
    }
  }
  return tokens;
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
