import type { ReportLine } from "./report.ts";

/** Lines of a log as people find and copy them. */
export type LineForm = (lines: readonly ReportLine[]) => string;

const asSlogJson = ({ time, level, message, fields }: ReportLine): string =>
  JSON.stringify({ ...(time !== undefined && { time }), level, msg: message, ...Object.fromEntries(fields) });

const each =
  (write: (line: ReportLine, index: number) => string): LineForm =>
  (lines) =>
    lines.map(write).join("\n");

/** What slog's text handler writes: Go's own way to print maps and durations. */
function asSlogText({ time, level, message, fields }: ReportLine): string {
  const given = fields.map(([name, value]) => `${name}=${goText(name, value)}`);
  return [
    ...(time === undefined ? [] : [`time=${time}`]),
    `level=${level}`,
    `msg=${inGoQuotes(message)}`,
    ...given,
  ].join(" ");
}

function goText(name: string, value: unknown): string {
  if (value === null) return "<nil>";
  if (name === "duration" && typeof value === "number") return `${value / 1e6}ms`;
  if (Array.isArray(value)) return inGoQuotes(`[${value.map(String).join(" ")}]`);
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([key, one]) => `${key}:${String(one)}`);
    return inGoQuotes(`map[${pairs.join(" ")}]`);
  }
  return inGoQuotes(String(value));
}

const inGoQuotes = (text: string): string => (text === "" || /[\s"=]/.test(text) ? JSON.stringify(text) : text);

const clockOf = (time: string | undefined, index: number): string =>
  time?.slice(11, 16) ?? `10:${String(index).padStart(2, "0")}`;

const asFilteredEvents: LineForm = (lines) =>
  JSON.stringify(
    {
      events: lines.map((line, index) => ({
        logStreamName: "2025/12/03/[$LATEST]0d4c",
        timestamp: line.time === undefined ? 1_764_756_796_000 + index : Date.parse(line.time),
        message: `${asSlogJson(line)}\n`,
        ingestionTime: 1_764_756_799_000,
        eventId: String(index),
      })),
      searchedLogStreams: [],
    },
    undefined,
    4,
  );

/** `aws logs get-query-results`. */
const asQueryResults: LineForm = (lines) =>
  JSON.stringify(
    {
      results: lines.map((line, index) => [
        { field: "@timestamp", value: (line.time ?? "2025-12-03T10:00:00Z").replace("T", " ").slice(0, 23) },
        { field: "@message", value: asSlogJson(line) },
        { field: "@ptr", value: `Cl0K${index}` },
      ]),
      statistics: { recordsMatched: lines.length, recordsScanned: lines.length, bytesScanned: 1 },
      status: "Complete",
    },
    undefined,
    2,
  );

/** What the console of CloudWatch Logs Insights exports. */
const asQueryCsv: LineForm = (lines) =>
  [
    "@timestamp,@message",
    ...lines.map(
      (line) =>
        `${(line.time ?? "2025-12-03T10:00:00Z").replace("T", " ").slice(0, 23)},"${asSlogJson(line).replaceAll('"', '""')}"`,
    ),
  ].join("\n");

export const LINE_FORMS = {
  "slog json": each(asSlogJson),
  "slog text": each(asSlogText),
  compose: each((line) => `toq-server-1  | ${asSlogJson(line)}`),
  "compose, text": each((line) => `toq-server-1  | ${asSlogText(line)}`),
  "name in brackets": each((line) => `[toq-server] ${asSlogJson(line)}`),
  journal: each((line) => `Dec 03 10:13:16 ip-10-0-1-17 toq_server[812]: ${asSlogJson(line)}`),
  "logs tail": each((line) => `2025-12-03T10:13:16.106000+00:00 server/app/0d4c ${asSlogJson(line)}`),
  slack: each(
    (line, index) =>
      `${index % 4 === 0 ? `Ana Souza  ${clockOf(line.time, index)} AM\n` : ""}${asSlogJson(line)}${
        index % 4 === 3 ? `\n${clockOf(line.time, index)}\n:eyes: 2` : ""
      }`,
  ),
  whatsapp: each((line, index) => `[03/12/2025, ${clockOf(line.time, index)}:07] Ana: ${asSlogJson(line)}`),
  "filtered events": asFilteredEvents,
  "query results": asQueryResults,
  "query csv": asQueryCsv,
} as const satisfies Readonly<Record<string, LineForm>>;
