/** The beginning of a line that slog's text handler writes, behind anything. */
const BEGINS = /(?:^|[\s|:\]])(?:time=(\S{10,40}) )?level=(DEBUG|INFO|WARN|ERROR) msg=/;
const PAIR = /([\w.]{1,100})=("(?:[^"\\]|\\.)*"|\S*)(?:\s+|$)/y;

export interface GoTextLine {
  readonly time?: string;
  readonly level: string;
  readonly msg: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields of which Go's text does not tell what they were. */
  readonly unclear: readonly string[];
  /** What stands before it. */
  readonly before: string;
}

/** A line of slog's text handler (https://pkg.go.dev/log/slog#TextHandler); undefined when there is none. */
export function goTextLine(line: string): GoTextLine | undefined {
  const found = BEGINS.exec(line);
  const [begun = "", time, level] = found ?? [];
  if (!found || level === undefined) return undefined;
  PAIR.lastIndex = found.index + begun.length - "msg=".length;
  const fields: Record<string, unknown> = {};
  const unclear: string[] = [];
  let msg: string | undefined;
  for (let pair = PAIR.exec(line); pair; pair = PAIR.exec(line)) {
    const [, name = "", written = ""] = pair;
    const value = printedAs(written);
    if (msg === undefined) msg = String(unquoted(written));
    else if (value === undefined) unclear.push(name);
    else fields[name] = value;
  }
  if (msg === undefined) return undefined;
  return { ...(time !== undefined && { time }), level, msg, fields, unclear, before: line.slice(0, found.index) };
}

/** What Go has printed; undefined where it may have been several things. */
function printedAs(written: string): unknown {
  const text = unquoted(written);
  if (text === undefined) return undefined;
  if (written.startsWith('"') && !/^map\[|^\[/.test(text)) return text;
  if (text === "<nil>") return null;
  if (text === "true" || text === "false") return text === "true";
  if (/^-?(0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  const [, pairs] = /^map\[(.*)\]$/s.exec(text) ?? [];
  if (pairs !== undefined) return mapOf(pairs);
  return text.startsWith("[") ? undefined : text;
}

function mapOf(pairs: string): Readonly<Record<string, unknown>> | undefined {
  if (pairs === "") return {};
  const entries = pairs.split(" ").map((pair) => /^([\w.-]+):(\S+)$/.exec(pair));
  if (entries.some((entry) => entry === null)) return undefined;
  return Object.fromEntries(entries.map((entry) => [entry?.[1] ?? "", printedAs(entry?.[2] ?? "")]));
}

/** Go's quotes have JSON's escapes for what logs hold, and more that JSON does not know. */
function unquoted(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written.replace(/\\x([0-9a-f]{2})/g, "\\u00$1").replace(/\\([av])/g, "")) as string;
  } catch {
    return undefined;
  }
}
