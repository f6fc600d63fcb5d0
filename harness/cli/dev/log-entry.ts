import { z } from "zod";

/** One line of a part's log, as far as it could be understood. */
export interface LogEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Who wrote it: `server`, `zip`, `cloud`, `dev` … */
  readonly part: string;
  readonly level: string;
  readonly message: string;
  readonly fields: readonly (readonly [string, unknown])[];
}

const structured = z.looseObject({
  time: z.string().optional(),
  level: z.string(),
  msg: z.string(),
});

/**
 * Reads a line as Go's slog writes it in JSON (docs/contract/logs.md). Any other text is a message of level
 * `otherwise`, written now.
 */
export function readLogLine(part: string, line: string, now: number, otherwise = "INFO"): LogEntry {
  const parsed = structured.safeParse(parseJson(line));
  if (!parsed.success) return { at: now, part, level: otherwise, message: line, fields: [] };
  const { time, level, msg, ...fields } = parsed.data;
  const writtenAt = Date.parse(time ?? "");
  return {
    at: Number.isNaN(writtenAt) ? now : writtenAt,
    part,
    level: level.toUpperCase(),
    message: msg,
    fields: Object.entries(fields),
  };
}

function parseJson(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
