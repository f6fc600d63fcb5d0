/** Of the last lines that a server has written. */
const KEPT_LINES = 5;
const SHOWN_CHARACTERS = 400;

/** The end of what a server has written, for the sentence that says why it is not there. */
export class LastWords {
  readonly #lines: string[] = [];

  add(line: string): void {
    if (line.trim() === "") return;
    this.#lines.push(line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  }

  /** `its last lines were: …`, or that it has written nothing. */
  toString(): string {
    if (this.#lines.length === 0) return "it has written nothing";
    const what = this.#lines.length === 1 ? "its last line was" : "its last lines were";
    return [`${what}:`, ...this.#lines.map((line) => `    ${line}`)].join("\n");
  }
}

/** `exit code 1`, `signal SIGKILL`. */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
