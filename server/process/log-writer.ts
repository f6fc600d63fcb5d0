import { formatLogLine } from "../logging/json-line.ts";
import type { LogRecord } from "../ports.ts";
import type { LogLevel } from "./command-line.ts";

const ORDER: readonly LogLevel[] = ["DEBUG", "INFO", "WARN", "ERROR"];

/** Lines of at least `lowest`: DEBUG and INFO to the output, WARN and ERROR to the error stream (contract/logs.md, head). */
export function logWriter(
  lowest: LogLevel,
  now: () => number,
  streams: { readonly stdout: { write(text: string): unknown }; readonly stderr: { write(text: string): unknown } },
): (record: LogRecord) => void {
  return (record) => {
    if (ORDER.indexOf(record.level) < ORDER.indexOf(lowest)) return;
    const stream = record.level === "WARN" || record.level === "ERROR" ? streams.stderr : streams.stdout;
    stream.write(`${formatLogLine(record, now())}\n`);
  };
}
