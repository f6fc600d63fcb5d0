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

  /** The last line in the same sentence, those before it below; or that it has written nothing. */
  toString(): string {
    const last = this.#lines.at(-1);
    if (last === undefined) return "it has written nothing.";
    const before = this.#lines.slice(0, -1);
    const end = `its last line was: ${last}`;
    return before.length === 0 ? end : [end, "Before that:", ...before.map((line) => `    ${line}`)].join("\n");
  }
}

/** `exit code 1`, `signal SIGKILL`. */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
