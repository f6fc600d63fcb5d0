import type { Cell, Fact, Place } from "../../../scenario/facts/fact.ts";
import { columnsOfTable } from "./columns-of-tables.ts";
import type { Lines } from "./form.ts";

/** Columns by which each table is known, the most telling first. */
const TELLING: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ["media_processing_jobs", ["provider", "external_id", "callback_body", "retry_count", "last_error", "completed_at"]],
  ["media_assets", ["asset_type", "s3_key_raw", "s3_key_processed"]],
  ["listing_identities", ["listing_uuid", "active_version_id"]],
  ["listing_versions", ["version", "zip_code"]],
  ["media_outbox", ["kind", "traceparent"]],
  ["listing_photographers", ["user_id"]],
];

/** The table that rows with these columns are of; undefined when no table is known by them. */
export function tableOf(columns: readonly string[]): string | undefined {
  const has = new Set(columns);
  if (!has.has("listing_identity_id") && !has.has("id")) return tableOfRest(columns);
  // Identities have no status: who shows one has joined the two, and it is the version's.
  if (has.has("active_version_id") && has.has("status")) return "listing_versions";
  const known = TELLING.find(([, telling]) => telling.some((column) => has.has(column)));
  if (known) return known[0];
  const isListing = has.has("listing_identity_id") && has.has("status");
  return isListing ? "listing_versions" : undefined;
}

/** Of rows of which only some columns were copied: the one of the tables that has all of them. */
function tableOfRest(columns: readonly string[]): string | undefined {
  const tables = TELLING.filter(([table]) =>
    columnsOfTable(table).some((all) => columns.every((name) => all.includes(name))),
  );
  return columns.length > 1 && tables.length === 1 ? tables[0]?.[0] : undefined;
}

/** Statuses that only jobs have; a listing's status is a number: docs/contract/database.md. */
const OF_JOBS: ReadonlySet<unknown> = new Set(["PENDING", "RUNNING", "SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"]);

/** Statuses that only assets have. */
const OF_ASSETS: ReadonlySet<unknown> = new Set(["PENDING_UPLOAD", "PROCESSING", "PROCESSED"]);

/** The table of one row: people who select id, listing and status of a job show no column that only jobs have. */
export function tableOfRow(table: string, { status, sequence }: Readonly<Record<string, Cell>>): string {
  if (table !== "listing_versions") return table;
  if (OF_ASSETS.has(status) || sequence !== undefined) return "media_assets";
  return OF_JOBS.has(status) ? "media_processing_jobs" : table;
}

/**
 * The table of rows below a head with these names, where the columns tell it or the lines above name it (`SELECT … FROM
 * media_assets`, a heading); undefined where the line is no such head.
 */
export function tableOfHead(lines: Lines, index: number, names: readonly string[]): string | undefined {
  if (names.length < 2 || !names.every((name) => /^\w{1,64}$/.test(name))) return undefined;
  const told = tableOf(names);
  // Id, listing and status may be those of a job or of a listing.
  if (told !== undefined && told !== "listing_versions") return told;
  const named = names.includes("status") || names.includes("id") ? tableNamedAbove(lines, index) : undefined;
  const isOfNamed =
    named !== undefined && columnsOfTable(named).some((all) => names.every((name) => all.includes(name)));
  return isOfNamed ? named : told;
}

const NAME = /\b(media_processing_jobs|media_assets|listing_versions|listing_identities|media_outbox)\b/g;
/** So many lines above may the statement stand that shows rows. */
const NEAR = 4;
const OF_ROWS = /^\s*(\w+: |\*{5,}|-\[ RECORD|\w+\s*\|)/;
const MOST_ROWS_ABOVE = 200;

/** The one table that the nearest lines above name; rows that were printed in between are passed. */
function tableNamedAbove({ text }: Lines, index: number): string | undefined {
  let at = index - 1;
  while (index - at < MOST_ROWS_ABOVE && OF_ROWS.test(text[at] ?? "") && !NAME.test(text[at] ?? "")) at--;
  NAME.lastIndex = 0;
  for (let near = 0; near < NEAR; near++) {
    const line = (text[at - near] ?? "").slice(0, 500);
    const tables = new Set(line.match(NAME));
    if (tables.size > 0) return tables.size === 1 ? [...tables][0] : undefined;
  }
  return undefined;
}

/** `"media_processing_jobs"`, `toq.media_processing_jobs` and the like, without decoration. */
export function plainName(text: string): string {
  return text
    .trim()
    .replace(/^[`"'[]|[`"'\]]$/g, "")
    .toLowerCase();
}

const NUMBERS = /^(id|\w+_id|retry_count|sequence|version|code|status|type|deleted)$/;
/** How clients write NULL where a text would have quotes or be longer. */
const NULL = /^(NULL|null|\(null\)|\[NULL\]|<null>|\\N)$/;

/** A cell of a client that shows no quotes. */
export const nullable = (value: string): string | null => (NULL.test(value) ? null : value);

/** A row from texts, of which ids, counters and status numbers become numbers, and instants of a zone MySQL's. */
export function rowFact(
  place: Place,
  table: string,
  names: readonly string[],
  values: readonly (string | null)[],
): Fact {
  const columns: Record<string, Cell> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null;
    if (value !== null && NUMBERS.test(name) && /^\d{1,15}$/.test(value)) columns[name] = Number(value);
    else columns[name] = value !== null && name.endsWith("_at") ? inUtc(value) : value;
  }
  return { kind: "row", place, table: tableOfRow(table, columns), columns };
}

/** Clients with a zone of their own write `2025-12-03T07:13:14-03:00`. */
function inUtc(instant: string): string {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)? ?([+-]\d\d(:?\d\d)?)$/.test(instant)) return instant;
  const whole = instant
    .replace(" ", "T")
    .replace(/ ?([+-]\d\d):?(\d\d)?$/, "$1:$2")
    .replace(/:$/, ":00");
  const at = new Date(whole);
  return Number.isNaN(at.getTime())
    ? instant
    : at
        .toISOString()
        .replace("T", " ")
        .replace(/(\.000)?Z$/, "");
}
