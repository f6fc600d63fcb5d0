/** Of the last lines that a server has written. */
const KEPT_LINES = 5;
const SHOWN_CHARACTERS = 400;
/** Why a program ends it often tells ahead of a long stack: Go's panics, Node's and Python's errors, lines of structured logs. */
const TELLING =
  /^(panic|fatal( error)?|[\w.]*(Error|Exception))\b.*: |"level": ?"(error|fatal|panic)"|\blevel=(error|fatal|panic)\b/i;
/** A line further back is about something else. */
const LONGEST_STACK_LINES = 200;

/** The end of what a server has written, for the sentence that says why it is not there. */
export class LastWords {
  readonly #lines: string[] = [];
  #telling = "";
  #linesSince = 0;

  add(line: string): void {
    if (line.trim() === "") return;
    const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
    this.#lines.push(shown);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    this.#linesSince++;
    if (!TELLING.test(shown)) return;
    this.#telling = shown;
    this.#linesSince = 0;
  }

  /** The line that tells why and the last line in the same sentence, those before it below; or that it has written nothing. */
  toString(): string {
    const last = this.#lines.at(-1);
    if (last === undefined) return "it has written nothing.";
    const before = this.#lines.slice(0, -1);
    const told = this.#telling !== "" && this.#linesSince > 0 && this.#linesSince <= LONGEST_STACK_LINES;
    const end = `${told ? `it has written: ${this.#telling}; ` : ""}its last line was: ${last}`;
    return before.length === 0 ? end : [end, "Before that:", ...before.map((line) => `    ${line}`)].join("\n");
  }
}

/** `exit code 1`, `signal SIGKILL`. */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
