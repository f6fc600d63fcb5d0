import type { LogEvent } from "./trace.ts";

/** What a structured line says; its time is left out, because the trace has its own. */
export type LogLine = Pick<LogEvent, "level" | "message" | "fields">;

/** Names of the instant in the lines of Go's slog, zerolog and logrus (`time`), and of zap (`ts`). */
const TIMES: ReadonlySet<string> = new Set(["time", "ts"]);
/** slog and logrus write `msg`, zerolog `message`. */
const MESSAGES = ["msg", "message"] as const;

/**
 * One line of JSON as the usual structured loggers write it: an object with a level and a message. Levels are given in
 * capitals, fields in the order written. `undefined` for any other text.
 */
export function parseLogLine(text: string): LogLine | undefined {
  if (!text.startsWith("{")) return undefined;
  const line = objectOf(text);
  if (!line) return undefined;
  const { level } = line;
  const messageKey = MESSAGES.find((key) => typeof line[key] === "string");
  if (typeof level !== "string" || messageKey === undefined) return undefined;
  const own = new Set<string>(["level", messageKey]);
  return {
    level: level.toUpperCase(),
    message: String(line[messageKey]),
    fields: Object.entries(line).filter(([name]) => !own.has(name) && !TIMES.has(name)),
  };
}

/** As `parseLogLine`; other text is the message of a line of level INFO without fields. */
export function logLineOf(text: string): LogLine {
  return parseLogLine(text) ?? { level: "INFO", message: text, fields: [] };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
