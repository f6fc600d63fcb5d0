/** A path or an intrinsic function that cannot be parsed. */
export class PathSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PathSyntaxError";
  }
}

/** Deeper nesting is refused: definitions come from outside, and the parsers call themselves. */
const MAXIMUM_DEPTH = 100;

/** A place in a text that is being parsed. */
export class TextCursor {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, or an empty string at the end. */
  peek(): string {
    return this.text[this.at] ?? "";
  }

  next(): string {
    return this.text[this.at++] ?? "";
  }

  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw this.error(`expected ${expected}`);
  }

  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  integer(): number | undefined {
    const digits = this.match(/-?\d+/y);
    return digits === undefined ? undefined : Number(digits);
  }

  skipBlank(): void {
    this.match(/\s*/y);
  }

  /** Parses a part that may have parts of its own kind in it. */
  nested<T>(part: () => T, maximumDepth = MAXIMUM_DEPTH): T {
    if (++this.#depth > maximumDepth) throw this.error(`expected no more than ${maximumDepth} parts inside each other`);
    try {
      return part();
    } finally {
      this.#depth--;
    }
  }

  error(expectation: string): PathSyntaxError {
    return new PathSyntaxError(`${expectation} at position ${this.at} of '${this.text}'`);
  }
}
