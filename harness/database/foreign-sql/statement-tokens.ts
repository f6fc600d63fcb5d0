import { type LexemeKind, lexemeAt } from "./lexeme.ts";
import type { SqlStatement } from "./sql-file.ts";

type TokenKind = Exclude<LexemeKind, "space" | "comment">;

/** A word, name, string or sign of a statement. Rules change its text; an empty one is removed. */
export class Token {
  readonly kind: TokenKind;
  /** Blanks and comments before it: they stay, so that the server's line numbers do. */
  readonly before: string;
  readonly line: number;
  #text: string;
  /** Asked for very often. */
  #word: string | undefined;
  readonly #statement: { changed: boolean };

  constructor(statement: { changed: boolean }, kind: TokenKind, text: string, before: string, line: number) {
    this.#statement = statement;
    this.kind = kind;
    this.before = before;
    this.line = line;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#word = undefined;
    this.#statement.changed = true;
  }

  /** Of a word or sign: its text in upper case. */
  get word(): string | undefined {
    if (this.kind !== "word" && this.kind !== "sign") return undefined;
    this.#word ??= this.#text.toUpperCase();
    return this.#word;
  }
}

/** A statement in pieces that rules can change. */
export class StatementTokens {
  readonly path: string;
  readonly line: number;
  readonly original: string;
  readonly list: Token[];
  /** Blanks and comments behind the last token. */
  readonly #tail: string;
  /** Whether a token has another text than when the list was read. */
  changed = false;
  /** How often the list was read. */
  readings = 1;
  /** Not to be sent at all. */
  dropped = false;

  constructor({ path, line, sql }: SqlStatement) {
    this.path = path;
    this.line = line;
    this.original = sql;
    this.list = tokensOf(this, sql, line);
    this.#tail = sql.slice(this.list.reduce((length, { before, text }) => length + before.length + text.length, 0));
  }

  toString(): string {
    return this.list.map(({ before, text }) => before + text).join("") + this.#tail;
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
    const word = this.list[index]?.word;
    return word !== undefined && words.includes(word);
  }

  /** Places of these words. */
  places(...words: readonly string[]): number[] {
    const found: number[] = [];
    for (const [index, { kind, word }] of this.list.entries()) {
      if (kind === "word" && word !== undefined && words.includes(word)) found.push(index);
    }
    return found;
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

  /** After changes: reads itself anew. */
  refresh(): void {
    // Most rules find nothing to do.
    if (!this.changed) return;
    this.list.splice(0, this.list.length, ...tokensOf(this, this.toString(), this.line));
    this.changed = false;
    this.readings++;
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

function tokensOf(statement: { changed: boolean }, sql: string, firstLine: number): Token[] {
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
      tokens.push(new Token(statement, kind, text, before, line));
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
