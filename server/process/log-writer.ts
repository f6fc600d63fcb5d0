import { formatLogLine } from "../logging/json-line.ts";
import type { LogRecord } from "../ports.ts";
import type { LogLevel } from "./command-line.ts";

const ORDER: readonly LogLevel[] = ["DEBUG", "INFO", "WARN", "ERROR"];

interface Output {
  write(text: string): unknown;
}

/**
 * Writes lines of at least a level: DEBUG and INFO to the output, WARN and ERROR to the error stream
 * (docs/contract/logs.md, head). A write to a pipe costs more than most requests, so that the lines of one turn of the
 * event loop are written together; their order across the two streams stays.
 */
export class LogWriter {
  readonly #lowest: LogLevel;
  readonly #now: () => number;
  readonly #stdout: Output;
  readonly #stderr: Output;
  #waiting: { readonly output: Output; text: string }[] = [];

  constructor(lowest: LogLevel, now: () => number, streams: { readonly stdout: Output; readonly stderr: Output }) {
    this.#lowest = lowest;
    this.#now = now;
    this.#stdout = streams.stdout;
    this.#stderr = streams.stderr;
  }

  readonly write = (record: LogRecord): void => {
    if (ORDER.indexOf(record.level) < ORDER.indexOf(this.#lowest)) return;
    const output = record.level === "WARN" || record.level === "ERROR" ? this.#stderr : this.#stdout;
    const line = `${formatLogLine(record, this.#now())}\n`;
    const last = this.#waiting.at(-1);
    if (last?.output === output) last.text += line;
    else this.#waiting.push({ output, text: line });
    if (last === undefined) setImmediate(this.flush);
  };

  /** Writes the buffered lines; also to be called before the process ends. */
  readonly flush = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { output, text } of waiting) output.write(text);
  };
}
