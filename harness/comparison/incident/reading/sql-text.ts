import type { Lines } from "./form.ts";

/** A text in quotes may have this many lines; what is longer has lost its end. */
const LONGEST_LINES = 2_000;

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", b: "\b", Z: "\x1a" };

/** Reads SQL values one after the other, over the ends of lines. */
export class SqlText {
  readonly #lines: Lines;
  readonly #from: number;
  #line: number;
  #column: number;

  constructor(lines: Lines, line: number, column = 0) {
    this.#lines = lines;
    this.#from = line;
    this.#line = line;
    this.#column = column;
  }

  /** Index of the line that is read. */
  get line(): number {
    return this.#line;
  }

  /** Character at the present place; a line ends in "\n", the input in undefined. */
  peek(): string | undefined {
    const text = this.#lines.text[this.#line];
    if (text === undefined) return undefined;
    return this.#column < text.length ? text[this.#column] : "\n";
  }

  next(): string | undefined {
    const character = this.peek();
    if (character === "\n") {
      this.#line++;
      this.#column = 0;
    } else if (character !== undefined) this.#column++;
    return character;
  }

  skip(characters: string): void {
    for (let one = this.peek(); one !== undefined && characters.includes(one); one = this.peek()) this.next();
  }

  /** One value: text in quotes, NULL, or anything up to one of `ends`. Undefined when its quotes do not end. */
  value(ends: string): string | null | undefined {
    this.skip(" \t");
    const quote = this.peek();
    if (quote === "'" || quote === '"') return this.#quoted(quote);
    let bare = "";
    for (let one = this.peek(); one !== undefined && !ends.includes(one); one = this.peek()) bare += this.next();
    bare = bare.trim();
    return /^(NULL|\\N)$/i.test(bare) ? null : bare;
  }

  #quoted(quote: string): string | undefined {
    this.next();
    let text = "";
    for (let one = this.next(); one !== undefined; one = this.next()) {
      if (this.#line - this.#from > LONGEST_LINES) return undefined;
      if (one === "\\") {
        const escaped = this.next() ?? "";
        text += ESCAPED[escaped] ?? escaped;
      } else if (one === quote) {
        if (this.peek() !== quote) return text;
        text += this.next();
      } else text += one;
    }
    return undefined;
  }
}
