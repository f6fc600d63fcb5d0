import type { LogRecord } from "../ports.ts";

type Field = readonly [string, unknown];

/** Writes structured lines; a contextual one puts its own fields, the request id, first (docs/contract/logs.md). */
export class Logger {
  readonly #sink: (record: LogRecord) => void;
  readonly #first: readonly Field[];

  constructor(sink: (record: LogRecord) => void, first: readonly Field[] = []) {
    this.#sink = sink;
    this.#first = first;
  }

  /** This logger with further fields in front of every line. */
  with(...fields: Field[]): Logger {
    return new Logger(this.#sink, [...this.#first, ...fields]);
  }

  debug(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write("DEBUG", message, Object.entries(fields));
  }

  info(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write("INFO", message, Object.entries(fields));
  }

  warn(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write("WARN", message, Object.entries(fields));
  }

  error(message: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.write("ERROR", message, Object.entries(fields));
  }

  /** For lines in which a key occurs twice: the access line carries `request_id` from the logger and as a field. */
  write(level: LogRecord["level"], message: string, fields: readonly Field[]): void {
    this.#sink({ level, message, fields: [...this.#first, ...fields] });
  }
}

/** The text that a log field shows for an error. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
