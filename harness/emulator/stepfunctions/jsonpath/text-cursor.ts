/** A path or an intrinsic function that cannot be parsed. */
export class PathSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PathSyntaxError";
  }
}

/** A place in a text that is being parsed. */
export class TextCursor {
  readonly text: string;
  at = 0;

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

  error(expectation: string): PathSyntaxError {
    return new PathSyntaxError(`${expectation} at position ${this.at} of '${this.text}'`);
  }
}
