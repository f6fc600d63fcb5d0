import type { Cell, Fact, Place } from "../../../scenario/facts/fact.ts";

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
  if (!has.has("listing_identity_id") && !has.has("id")) return undefined;
  // Identities have no status: who shows one has joined the two, and it is the version's.
  if (has.has("active_version_id") && has.has("status")) return "listing_versions";
  const known = TELLING.find(([, telling]) => telling.some((column) => has.has(column)));
  if (known) return known[0];
  const isListing = has.has("listing_identity_id") && has.has("status");
  return isListing ? "listing_versions" : undefined;
}

/** Statuses that only jobs have; a listing's status is a number: docs/contract/database.md. */
const OF_JOBS: ReadonlySet<unknown> = new Set(["PENDING", "RUNNING", "SUCCEEDED", "PARTIAL_SUCCESS", "FAILED"]);

/** The table of one row: people who select id, listing and status of a job show no column that only jobs have. */
export function tableOfRow(table: string, { status }: Readonly<Record<string, Cell>>): string {
  return table === "listing_versions" && OF_JOBS.has(status) ? "media_processing_jobs" : table;
}

/** Whether a line's words may be the head of rows of a table that is known. */
export function isHead(columns: readonly string[]): boolean {
  return columns.length > 1 && columns.every((name) => /^\w{1,64}$/.test(name)) && tableOf(columns) !== undefined;
}

/** `"media_processing_jobs"`, `toq.media_processing_jobs` and the like, without decoration. */
export function plainName(text: string): string {
  return text
    .trim()
    .replace(/^[`"'[]|[`"'\]]$/g, "")
    .toLowerCase();
}

const NUMBERS = /^(id|\w+_id|retry_count|sequence|version|code|status|type|deleted)$/;

/** A row from texts, of which ids, counters and status numbers become numbers. */
export function rowFact(
  place: Place,
  table: string,
  names: readonly string[],
  values: readonly (string | null)[],
): Fact {
  const columns: Record<string, Cell> = {};
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null;
    columns[name] = value !== null && NUMBERS.test(name) && /^\d{1,15}$/.test(value) ? Number(value) : value;
  }
  return { kind: "row", place, table: tableOfRow(table, columns), columns };
}
