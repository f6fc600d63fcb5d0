import { MAXIMUM_JSON_DEPTH } from "../limits.ts";
import { type Json, numberFromText } from "./json.ts";
import { describeCharacter, JsonSyntaxError } from "./json-syntax-error.ts";
import { sourceLocation } from "./source-location.ts";

/** Jackson's `StreamReadConstraints` default. */
const VALUE_EXPECTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const TOKEN = /[\p{L}\p{N}_$]*/uy;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Parses one JSON text. Throws `JsonSyntaxError` in Jackson's words. */
export function parseJson(text: string): Json {
  return new Parser(text).document();
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    this.#skipBlank();
    if (this.#at >= this.#text.length) throw new JsonSyntaxError("No content to map due to end-of-input", this.#at);
    const value = this.#value();
    this.#skipBlank();
    if (this.#at < this.#text.length) this.#refuse(`was expecting ${VALUE_EXPECTED}`);
    return value;
  }

  #value(): Json {
    switch (this.#text.charCodeAt(this.#at)) {
      case 123:
        return this.#object();
      case 91:
        return this.#array();
      case 34:
        return this.#string();
      case 116:
        return this.#word("true", true);
      case 102:
        return this.#word("false", false);
      case 110:
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #object(): Json {
    const start = this.#enter();
    const members = new Map<string, Json>();
    this.#skipBlank();
    if (this.#text[this.#at] !== "}") {
      for (;;) {
        this.#skipBlank();
        if (this.#text[this.#at] !== '"')
          this.#refuse("was expecting double-quote to start field name", "Object", start);
        const key = this.#string();
        this.#skipBlank();
        if (this.#text[this.#at] !== ":") {
          this.#refuse("was expecting a colon to separate field name and value", "Object", start);
        }
        this.#at++;
        this.#skipBlank();
        members.set(key, this.#value());
        this.#skipBlank();
        if (this.#text[this.#at] === "}") break;
        if (this.#text[this.#at] !== ",") {
          this.#refuse("was expecting comma to separate Object entries", "Object", start);
        }
        this.#at++;
      }
    }
    this.#leave();
    return members;
  }

  #array(): Json {
    const start = this.#enter();
    const elements: Json[] = [];
    this.#skipBlank();
    if (this.#text[this.#at] !== "]") {
      for (;;) {
        this.#skipBlank();
        elements.push(this.#value());
        this.#skipBlank();
        if (this.#text[this.#at] === "]") break;
        if (this.#text[this.#at] !== ",") this.#refuse("was expecting comma to separate Array entries", "Array", start);
        this.#at++;
      }
    }
    this.#leave();
    return elements;
  }

  #enter(): number {
    if (++this.#depth > MAXIMUM_JSON_DEPTH) {
      throw new JsonSyntaxError(
        `Document nesting depth (${this.#depth}) exceeds the maximum allowed (${MAXIMUM_JSON_DEPTH}, from ` +
          "`StreamReadConstraints.getMaxNestingDepth()`)",
        this.#at,
      );
    }
    return this.#at++;
  }

  #leave(): void {
    this.#depth--;
    this.#at++;
  }

  #string(): string {
    const text = this.#text;
    const start = ++this.#at;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === 92) return this.#escapedString(start, at);
      this.#checkStringCharacter(code, at);
    }
  }

  #escapedString(start: number, firstEscape: number): string {
    const text = this.#text;
    let result = "";
    let from = start;
    for (let at = firstEscape; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.#at = at + 1;
        return result + text.slice(from, at);
      }
      if (code !== 92) {
        this.#checkStringCharacter(code, at);
        continue;
      }
      result += text.slice(from, at);
      const escaped = text[at + 1] ?? "";
      if (escaped === "u") {
        const digits = text.slice(at + 2, at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
          throw new JsonSyntaxError("Unexpected character: expected a hex-digit for character escape sequence", at);
        }
        result += String.fromCharCode(Number.parseInt(digits, 16));
        at += 5;
      } else {
        const short = SHORT_ESCAPES[escaped];
        if (short === undefined) {
          throw new JsonSyntaxError(`Unrecognized character escape ${describeCharacter(escaped).slice(1, -1)}`, at);
        }
        result += short;
        at += 1;
      }
      from = at + 1;
    }
  }

  #checkStringCharacter(code: number, at: number): void {
    if (Number.isNaN(code)) {
      throw new JsonSyntaxError("Unexpected end-of-input in VALUE_STRING", at);
    }
    if (code < 32) {
      throw new JsonSyntaxError(
        `Illegal unquoted character (${describeCharacter(String.fromCharCode(code)).slice(1, -1)}): ` +
          "has to be escaped using backslash to be included in string value",
        at,
      );
    }
  }

  #word<T extends Json>(word: string, value: T): T {
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.#text)?.[0] ?? "";
    if (token !== word) throw this.#unrecognized(token);
    this.#at += word.length;
    return value;
  }

  #number(): Json {
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.#text)?.[0];
    if (digits === undefined) return this.#refuse("expected a value");
    this.#at += digits.length;
    const next = this.#text[this.#at];
    if (next !== undefined && !/[\s,\]}]/.test(next)) {
      this.#refuse("Expected space separating root-level values");
    }
    return numberFromText(digits);
  }

  #refuse(expectation: string, container?: "Object" | "Array", start = 0): never {
    const character = this.#text[this.#at];
    if (character === undefined) {
      throw new JsonSyntaxError(
        container === undefined
          ? "Unexpected end-of-input"
          : `Unexpected end-of-input: expected close marker for ${container} (start marker at ${sourceLocation(this.#text, start)})`,
        this.#at,
      );
    }
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.#text)?.[0] ?? "";
    if (expectation === "expected a value" || expectation.endsWith(VALUE_EXPECTED)) {
      if (token !== "" && !/^[0-9]/.test(token)) throw this.#unrecognized(token);
    }
    throw new JsonSyntaxError(
      `Unexpected character ${describeCharacter(character)}: ${
        expectation === "expected a value"
          ? "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
          : expectation
      }`,
      this.#at + 1,
    );
  }

  #unrecognized(token: string): JsonSyntaxError {
    const message = `Unrecognized token '${token}': was expecting ${VALUE_EXPECTED}`;
    return new JsonSyntaxError(message, this.#at + token.length);
  }

  #skipBlank(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }
}
