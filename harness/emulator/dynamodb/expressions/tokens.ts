import { invalid } from "../errors.ts";
import { MAXIMUM_EXPRESSION_BYTES } from "../limits.ts";
import type { NamesAndValues } from "./names-and-values.ts";

export interface Token {
  readonly kind: "name" | "value" | "index" | "sign";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Names, `#placeholders`, `:values`, numbers of elements, and signs. */
const TOKEN = /\s*(?:([A-Za-z_][\w-]*|#[\w-]+)|(:[\w-]+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;

const END: Token = { kind: "sign", text: "<EOF>", start: 0, end: 0 };

/** Reads an expression token by token. */
export class Tokens {
  /** `ConditionExpression` */
  readonly expression: string;
  readonly given: NamesAndValues;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** Throws ValidationException. */
  constructor(source: string, expression: string, given: NamesAndValues) {
    this.expression = expression;
    this.given = given;
    this.#source = source;
    if (source.trim() === "") throw this.wrong("The expression can not be empty;");
    const bytes = Buffer.byteLength(source);
    if (bytes > MAXIMUM_EXPRESSION_BYTES) {
      throw this.wrong(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    }
    this.#tokens = [...this.#read()];
  }

  *#read(): Generator<Token> {
    let at = 0;
    while (this.#source.slice(at).trim() !== "") {
      TOKEN.lastIndex = at;
      const [whole, name, value, index] = TOKEN.exec(this.#source) ?? [];
      if (whole === undefined) throw this.#unknownCharacter(at);
      const text = whole.trimStart();
      const end = at + whole.length;
      const kind = name !== undefined ? "name" : value !== undefined ? "value" : index !== undefined ? "index" : "sign";
      yield { kind, text, start: end - text.length, end };
      at = end;
    }
  }

  #unknownCharacter(at: number): Error {
    const character = this.#source.slice(at).trimStart().charAt(0);
    return this.wrong(
      `Syntax error; token: "${character}", near: "${this.#source.slice(Math.max(0, at - 10), at + 10).trim()}"`,
    );
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? END;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  /** Takes the next token if it is this sign, or this keyword in whatever case. */
  take(text: string): boolean {
    const token = this.peek();
    if (token === END || token.text.toUpperCase() !== text) return false;
    this.#at++;
    return true;
  }

  /** Behind a parenthesis stands another: whether both end at the same place. */
  closesTogether(): boolean {
    let depth = 0;
    for (let at = this.#at; at < this.#tokens.length; at++) {
      const { kind, text } = this.#tokens[at] ?? END;
      if (kind !== "sign") continue;
      if (text === "(") depth++;
      else if (text === ")" && --depth === 0) return this.#tokens[at + 1]?.text === ")";
    }
    return false;
  }

  /** Throws ValidationException. */
  expect(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  get isAtEnd(): boolean {
    return this.peek() === END;
  }

  /** Throws ValidationException. */
  expectEnd(): void {
    if (!this.isAtEnd) throw this.unexpected();
  }

  /** The next token is not what may stand there. */
  unexpected(): Error {
    const token = this.peek();
    const from = this.#tokens[this.#at - 1]?.start ?? token.start;
    const to = this.#tokens[this.#at + 1]?.end ?? this.#source.length;
    return this.wrong(`Syntax error; token: "${token.text}", near: "${this.#source.slice(from, to).trim()}"`);
  }

  wrong(sentence: string): Error {
    return invalid(`Invalid ${this.expression}: ${sentence}`);
  }
}
