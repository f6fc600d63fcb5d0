import { decodeGoUtf8 } from "./utf8.ts";

/**
 * One JSON value. Numbers keep their spelling: Go refuses `300.0` and `3e2` for integers (docs/contract/http-api.md,
 * head).
 */
export type JsonNode =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "number"; readonly literal: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, JsonNode])[] };

/** Text that is no JSON, in the words of Go's decoder (Go 1.26; docs/contract/http-api.md, head). */
export class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
}

/**
 * Reads the first complete JSON value, as Go's `json.Decoder` does; `end` is where the rest starts.
 *
 * @throws JsonSyntaxError `EOF` when there is no value, `unexpected EOF` when it is cut off, else the offending
 * character.
 */
export function readJsonValue(bytes: Uint8Array, start = 0): { readonly node: JsonNode; readonly end: number } {
  const reader = new Reader(bytes, start);
  reader.skipSpace();
  if (reader.atEnd()) throw new JsonSyntaxError("EOF");
  // What follows is not looked at, not even behind `12` or `true`: Go's decoder is content when the value is complete.
  const node = reader.value();
  return { node, end: reader.position };
}

/** Go's `maxNestingDepth`. */
const MAX_DEPTH = 10_000;

/** A list or an object whose end has not been read; `key` belongs to the value that comes next. */
type Open =
  | { readonly kind: "array"; readonly items: JsonNode[] }
  | { readonly kind: "object"; readonly members: [string, JsonNode][]; key: string };

class Reader {
  readonly #bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  atEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  atSpace(): boolean {
    const byte = this.#bytes[this.position];
    return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
  }

  skipSpace(): void {
    while (this.atSpace()) this.position++;
  }

  unexpected(where: string): JsonSyntaxError {
    const byte = this.#bytes[this.position];
    if (byte === undefined) return new JsonSyntaxError("unexpected EOF");
    return new JsonSyntaxError(`invalid character ${quoteByte(byte)} ${where}`);
  }

  /** No recursion: 10,000 levels are allowed. */
  value(): JsonNode {
    const open: Open[] = [];
    for (;;) {
      let node = this.#begin(open);
      while (node !== undefined) {
        const parent = open.at(-1);
        if (parent === undefined) return node;
        node = this.#next(open, parent, node);
      }
    }
  }

  /** A whole value, or undefined when a list or an object was opened, whose first value comes next. */
  #begin(open: Open[]): JsonNode | undefined {
    this.skipSpace();
    const byte = this.#bytes[this.position];
    if (byte === 0x7b || byte === 0x5b) return this.#open(open, byte === 0x7b);
    if (byte === 0x22) return { kind: "string", value: this.#string() };
    if (byte === 0x2d || isDigit(byte)) return this.#number();
    if (byte === 0x74) return this.#literal("true", { kind: "bool", value: true });
    if (byte === 0x66) return this.#literal("false", { kind: "bool", value: false });
    if (byte === 0x6e) return this.#literal("null", { kind: "null" });
    throw this.unexpected("looking for beginning of value");
  }

  #open(open: Open[], isObject: boolean): JsonNode | undefined {
    if (open.length >= MAX_DEPTH) throw this.unexpected("exceeded max depth");
    this.position++;
    this.skipSpace();
    if (!isObject) {
      if (this.#take(0x5d)) return { kind: "array", items: [] };
      open.push({ kind: "array", items: [] });
      return undefined;
    }
    if (this.#take(0x7d)) return { kind: "object", members: [] };
    open.push({ kind: "object", members: [], key: this.#key() });
    return undefined;
  }

  /** Puts a value into what holds it: that, when it is complete now, else undefined. */
  #next(open: Open[], parent: Open, node: JsonNode): JsonNode | undefined {
    this.skipSpace();
    if (parent.kind === "array") {
      parent.items.push(node);
      if (this.#take(0x2c)) return undefined;
      if (!this.#take(0x5d)) throw this.unexpected("after array element");
    } else {
      parent.members.push([parent.key, node]);
      if (this.#take(0x2c)) {
        parent.key = this.#key();
        return undefined;
      }
      if (!this.#take(0x7d)) throw this.unexpected("after object key:value pair");
    }
    return open.pop();
  }

  #key(): string {
    this.skipSpace();
    if (this.#bytes[this.position] !== 0x22) throw this.unexpected("looking for beginning of object key string");
    const key = this.#string();
    this.skipSpace();
    if (!this.#take(0x3a)) throw this.unexpected("after object key");
    return key;
  }

  #number(): JsonNode {
    const start = this.position;
    this.#take(0x2d);
    if (!isDigit(this.#bytes[this.position])) throw this.unexpected("in numeric literal");
    if (!this.#take(0x30)) this.#digits();
    if (this.#take(0x2e)) {
      if (!isDigit(this.#bytes[this.position])) throw this.unexpected("after decimal point in numeric literal");
      this.#digits();
    }
    if (this.#take(0x65) || this.#take(0x45)) {
      if (!this.#take(0x2b)) this.#take(0x2d);
      if (!isDigit(this.#bytes[this.position])) throw this.unexpected("in exponent of numeric literal");
      this.#digits();
    }
    return { kind: "number", literal: Buffer.from(this.#bytes.subarray(start, this.position)).toString("latin1") };
  }

  #digits(): void {
    while (isDigit(this.#bytes[this.position])) this.position++;
  }

  #literal(text: string, node: JsonNode): JsonNode {
    for (let index = 0; index < text.length; index++, this.position++) {
      if (this.#bytes[this.position] === text.charCodeAt(index)) continue;
      throw this.unexpected(`in literal ${text} (expecting '${text[index]}')`);
    }
    return node;
  }

  #string(): string {
    const start = ++this.position;
    for (;;) {
      const byte = this.#bytes[this.position];
      if (byte === undefined) throw this.unexpected("in string literal");
      if (byte === 0x22) break;
      if (byte < 0x20) throw this.unexpected("in string literal");
      this.position++;
      if (byte === 0x5c) this.#escape();
    }
    const text = unescapeText(decodeGoUtf8(this.#bytes.subarray(start, this.position)));
    this.position++;
    return text;
  }

  #escape(): void {
    const byte = this.#bytes[this.position];
    if (byte === undefined || !'bfnrt\\/"u'.includes(String.fromCharCode(byte)))
      throw this.unexpected("in string escape code");
    this.position++;
    if (byte !== 0x75) return;
    for (let digit = 0; digit < 4; digit++, this.position++) {
      const code = this.#bytes[this.position];
      if (code === undefined || !/[0-9a-fA-F]/.test(String.fromCharCode(code))) {
        throw this.unexpected("in \\u hexadecimal character escape");
      }
    }
  }

  #take(byte: number): boolean {
    if (this.#bytes[this.position] !== byte) return false;
    this.position++;
    return true;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

const ESCAPES: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** A surrogate without its partner becomes U+FFFD, as in Go. */
function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, plain: string | undefined) =>
      hex === undefined ? (ESCAPES[plain ?? ""] ?? plain ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .toWellFormed();
}

function quoteByte(byte: number): string {
  if (byte === 0x27) return "'\\''";
  if (byte === 0x22) return "'\"'";
  if (byte === 0x5c) return "'\\\\'";
  const named: Readonly<Record<number, string>> = {
    7: "\\a",
    8: "\\b",
    9: "\\t",
    10: "\\n",
    11: "\\v",
    12: "\\f",
    13: "\\r",
  };
  if (named[byte]) return `'${named[byte]}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, "0")}'`;
  if (byte >= 0x80 && byte < 0xa0) return `'\\u${byte.toString(16).padStart(4, "0")}'`;
  if (byte === 0xa0 || byte === 0xad) return `'\\u00${byte.toString(16)}'`;
  return `'${String.fromCharCode(byte)}'`;
}
