import type { LogEvent } from "./trace.ts";

/** What a structured line says; its time is left out, because the trace has its own. */
export type LogLine = Pick<LogEvent, "level" | "message" | "fields">;

/** Names of the instant in the lines of Go's slog, zerolog and logrus (`time`), and of zap (`ts`). */
const TIMES: ReadonlySet<string> = new Set(["time", "ts"]);
/** slog and logrus write `msg`, zerolog `message`. */
const MESSAGES = ["msg", "message"] as const;

/**
 * One line of JSON as the usual structured loggers write it: an object with a level and a message. Levels are given in
 * capitals, fields in the order written, and twice where slog has written them twice. `undefined` for any other text.
 */
export function parseLogLine(text: string): LogLine | undefined {
  const entries = text.startsWith("{") ? entriesOf(text) : undefined;
  if (!entries) return undefined;
  const level = valueAt(entries, "level");
  const messageKey = MESSAGES.find((key) => typeof valueAt(entries, key) === "string");
  if (typeof level !== "string" || messageKey === undefined) return undefined;
  const own = new Set<string>(["level", messageKey]);
  return {
    level: level.toUpperCase(),
    message: String(valueAt(entries, messageKey)),
    fields: entries.filter(([name]) => !own.has(name) && !TIMES.has(name)),
  };
}

/** As `parseLogLine`; other text is the message of a line of level INFO without fields. */
export function logLineOf(text: string): LogLine {
  return parseLogLine(text) ?? { level: "INFO", message: text, fields: [] };
}

type Entry = readonly [name: string, value: unknown];

function valueAt(entries: readonly Entry[], wanted: string): unknown {
  return entries.find(([name]) => name === wanted)?.[1];
}

/** Members of a JSON object in the order written; `undefined` for what is none. JSON.parse alone keeps the last of a name. */
function entriesOf(text: string): Entry[] | undefined {
  try {
    const whole: unknown = JSON.parse(text);
    if (typeof whole !== "object" || whole === null) return undefined;
  } catch {
    return undefined;
  }
  const members = membersOf(text.slice(text.indexOf("{") + 1, text.lastIndexOf("}")));
  return members.map((member) => {
    const [name = '""'] = TOKEN_STRING.exec(member) ?? [];
    return [JSON.parse(name) as string, JSON.parse(member.slice(name.length).replace(/^\s*:/, "")) as unknown];
  });
}

const TOKEN_STRING = /^"(?:[^"\\]|\\.)*"/;
/** Strings as a whole, so that what is in them is not taken for structure. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/** Takes the inside of a valid object apart, at the commas that are in no value. */
function membersOf(inside: string): string[] {
  const members: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of inside.matchAll(TOKEN)) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (token === "," && depth === 0) {
      members.push(inside.slice(from, index).trim());
      from = index + 1;
    }
  }
  const last = inside.slice(from).trim();
  return last === "" ? members : [...members, last];
}
