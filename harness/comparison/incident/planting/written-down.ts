import type { RandomStream } from "../../../clock/random-streams.ts";
import type { Row } from "../../../database/row-watch.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";

type Form = (table: string, rows: readonly Row[]) => string;

/** What people would paste of a world, in forms drawn by chance, without 30 to 60 % of it. */
export function writtenDown(seen: Seen, random: RandomStream): string {
  const share = 0.3 + 0.3 * random.next();
  const keep = <T>(all: readonly T[]): readonly T[] => all.filter(() => random.next() >= share);
  const form = FORMS[random.integer(FORMS.length)] ?? asJson;
  const jobs = seen.rows.get("media_processing_jobs") ?? [];
  // A report without a single job is none.
  const keptJobs = keep(jobs);
  const assets = keep(seen.rows.get("media_assets") ?? []).map(({ metadata: _, ...row }) => row);
  const listings = keep(seen.rows.get("listing_versions") ?? []);
  const logs = keep(seen.logs.filter(({ source }) => source === "server"));
  const executions = keep(seen.executions);
  const keys = keep([...seen.keys]);
  const answers = keep(seen.answers.filter(({ path }) => /\/(process|complete)$/.test(path)));
  return [
    "Something is wrong with this listing.",
    "",
    form("media_processing_jobs", keptJobs.length > 0 ? keptJobs : jobs.slice(-1)),
    ...(assets.length > 0 ? ["", form("media_assets", assets)] : []),
    ...(listings.length > 0 ? ["", form("listing_versions", listings)] : []),
    "",
    "```json",
    ...logs.map(({ at, level, message, fields }) =>
      JSON.stringify({ time: new Date(at).toISOString(), level, msg: message, ...Object.fromEntries(fields) }),
    ),
    "```",
    ...executions.flatMap(({ arn, status, input, error, cause }) => [
      "",
      JSON.stringify({ executionArn: arn, status, input, ...(error !== undefined && { error, cause }) }, undefined, 2),
    ]),
    "",
    ...keys.map((key) => `2026-01-05 10:00:00     123456 ${key}`),
    ...answers.flatMap(({ method, path, status, text }) => [
      "",
      `curl -i -X ${method} 'https://api.example${path}' -d '{}'`,
      `HTTP/1.1 ${status} X`,
      "",
      text,
    ]),
    "",
  ].join("\n");
}

const asJson: Form = (table, rows) => JSON.stringify({ [table]: rows }, undefined, 1);

const quoted = (value: unknown, quote: string, inside: string): string =>
  value === null
    ? "NULL"
    : `${quote}${String(value)
        .replaceAll("\\", inside === "''" ? "\\\\" : "\\")
        .replaceAll(quote, inside)}${quote}`;

const copied: Form = (_, rows) =>
  [
    `# ${Object.keys(rows[0] ?? {}).join(", ")}`,
    ...rows.map((row) =>
      Object.values(row)
        .map((value) =>
          value === null
            ? "NULL"
            : `'${String(value)
                .replace(/[\\'"]/g, "\\$&")
                .replaceAll("\n", "\\n")}'`,
        )
        .join(", "),
    ),
  ].join("\n");

const asCsv: Form = (_, rows) =>
  [
    Object.keys(rows[0] ?? {}).join(","),
    ...rows.map((row) =>
      Object.values(row)
        .map((value) => quoted(value, '"', '""'))
        .join(","),
    ),
  ].join("\n");

const asInserts: Form = (table, rows) =>
  rows
    .map(
      (row) =>
        `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row)
          .map((value) => quoted(value, "'", "''"))
          .join(", ")});`,
    )
    .join("\n");

const vertical: Form = (_, rows) =>
  rows
    .map((row, index) => {
      const width = Math.max(...Object.keys(row).map((name) => name.length));
      const stars = "*".repeat(27);
      return [
        `${stars} ${index + 1}. row ${stars}`,
        ...Object.entries(row).map(([name, value]) => `${name.padStart(width)}: ${value ?? "NULL"}`),
      ].join("\n");
    })
    .join("\n");

const FORMS: readonly Form[] = [asJson, copied, asCsv, asInserts, vertical];
