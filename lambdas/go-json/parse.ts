import { type SyntaxFailure, syntaxFailure } from "./syntax-failure.ts";

/**
 * JSON text as a tree that keeps what `JSON.parse` drops and Go's decoder sees: the spelling of numbers, repeated keys
 * in their order, and where each value stands in the text.
 */
export type JsonNode = JsonValue & { readonly start: number; readonly end: number };

type JsonValue =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, JsonNode])[] };

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Parses the first value of `text`. With `whole`, anything but white space after it is an error (`json.Unmarshal`);
 * without, the rest is ignored (`json.Decoder`, which the Lambda runtime uses for the payload).
 * Throws a `SyntaxFailure` with the words of Go's encoding/json.
 */
export function parseJson(text: string, mode: "whole" | "first"): JsonNode {
  const parser = new Parser(text);
  const node = parser.value();
  if (mode === "whole") parser.end();
  return node;
}

class Parser {
  readonly #spacePattern = /[ \t\r\n]*/y;
  /** What stands for itself in a string: no quote, no backslash, no control character. */
  readonly #plainPattern = /[ !#-[\]-\uffff]*/y;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonNode {
    this.#space();
    const start = this.#at;
    const value = this.#bare();
    return { ...value, start, end: this.#at };
  }

  end(): void {
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected("after top-level value");
  }

  #bare(): JsonValue {
    const first = this.#text[this.#at];
    switch (first) {
      case "{":
        return this.#object();
      case "[":
        return this.#array();
      case '"':
        return { kind: "string", value: this.#string() };
      case "t":
        return this.#literal("true", { kind: "bool", value: true });
      case "f":
        return this.#literal("false", { kind: "bool", value: false });
      case "n":
        return this.#literal("null", { kind: "null" });
      default:
        if (first !== undefined && /[-0-9]/.test(first)) return { kind: "number", text: this.#number() };
        throw this.#unexpected("looking for beginning of value");
    }
  }

  #object(): JsonValue {
    const members: [string, JsonNode][] = [];
    this.#at++;
    this.#space();
    if (this.#take("}")) return { kind: "object", members };
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"') throw this.#unexpected("looking for beginning of object key string");
      const key = this.#string();
      this.#space();
      if (!this.#take(":")) throw this.#unexpected("after object key");
      members.push([key, this.value()]);
      this.#space();
      if (this.#take("}")) return { kind: "object", members };
      if (!this.#take(",")) throw this.#unexpected("after object key:value pair");
    }
  }

  #array(): JsonValue {
    const items: JsonNode[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return { kind: "array", items };
    for (;;) {
      items.push(this.value());
      this.#space();
      if (this.#take("]")) return { kind: "array", items };
      if (!this.#take(",")) throw this.#unexpected("after array element");
    }
  }

  #literal(word: string, value: JsonValue): JsonValue {
    for (const letter of word) {
      if (!this.#take(letter)) throw this.#unexpected(`in literal ${word} (expecting '${letter}')`);
    }
    return value;
  }

  #number(): string {
    const start = this.#at;
    this.#take("-");
    if (!this.#take("0")) this.#digits("in numeric literal");
    if (this.#take(".")) this.#digits("after decimal point in numeric literal");
    if (this.#take("e") || this.#take("E")) {
      if (!this.#take("+")) this.#take("-");
      this.#digits("in exponent of numeric literal");
    }
    return this.#text.slice(start, this.#at);
  }

  #digits(where: string): void {
    if (!/[0-9]/.test(this.#text[this.#at] ?? "")) throw this.#unexpected(where);
    while (/[0-9]/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #string(): string {
    this.#at++;
    let value = "";
    for (;;) {
      value += this.#match(this.#plainPattern);
      if (this.#take('"')) return value.toWellFormed();
      if (!this.#take("\\")) throw this.#unexpected("in string literal");
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? "";
    const plain = ESCAPES[letter];
    if (plain !== undefined) {
      this.#at++;
      return plain;
    }
    if (letter !== "u") throw this.#unexpected("in string escape code");
    this.#at++;
    const start = this.#at;
    while (this.#at < start + 4) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? "")) {
        throw this.#unexpected("in \\u hexadecimal character escape");
      }
      this.#at++;
    }
    return String.fromCharCode(Number.parseInt(this.#text.slice(start, this.#at), 16));
  }

  #space(): void {
    this.#match(this.#spacePattern);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #unexpected(where: string): SyntaxFailure {
    return syntaxFailure(this.#text, this.#at, where);
  }
}
