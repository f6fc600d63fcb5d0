import type { Row } from "../../database/row-watch.ts";
import { bestMatch } from "./best-match.ts";
import { type Fact, type FactOf, factsOf } from "./fact.ts";
import { jsonOrText, normalForm, shown } from "./normal-form.ts";
import type { Seen } from "./seen.ts";
import type { Tally } from "./tally.ts";

/** Columns that hold what a client named or numbers that a database drew, with the reason. */
const OF_CLIENTS: Readonly<Record<string, string>> = {
  title: "the client's own words",
};
/** Members of an asset's metadata that the system writes; the others are the client's, or of photos that nobody has. */
const OF_SYSTEM = /^(error|errorCode|thumbnailKey|(thumbnail|small|medium|large|original)_\w+)$/;
const OF_CLIENT = "the client's own, with sizes and checksums of photos that are not the incident's";
/** Counted by the database over all that was there before, with the reason. */
const COUNTED = "depends on the rows that were there before";
/** What a story arranges of a listing; everything else of it is nothing that the media pipeline touches. */
const OF_LISTINGS = new Set(["listing_identity_id", "status"]);
/** So many columns were selected by an asterisk: then the table has no others. */
const ALL_COLUMNS = 9;

export function compareRows(tally: Tally, facts: readonly Fact[], seen: Seen): void {
  const counted = new Map<string, number>();
  for (const fact of factsOf(facts, "row")) {
    const rows = seen.rows.get(fact.table);
    const label = `${fact.table} ${nameOf(fact)}`;
    if (!rows) {
      tally.field(fact, label, "a table of this system", undefined);
      continue;
    }
    counted.set(fact.table, (counted.get(fact.table) ?? 0) + 1);
    // Where nothing names the row, it is the one that is most like it.
    const alike = rows.filter((one) => isOfRow(fact, one));
    const row = alike.length > 1 ? bestMatch(alike, (one) => sameColumns(tally, fact, one)) : alike[0];
    if (!row) tally.field(fact, label, "a row", undefined);
    else compareRow(tally, fact, row, label);
  }
  for (const [table, count] of counted) {
    const has = seen.rows.get(table)?.length ?? 0;
    tally.beyond(has - count);
    if (has > count) tally.surprise(`${has - count} more rows in ${table}`);
  }
}

function compareRow(tally: Tally, fact: FactOf<"row">, row: Row, label: string): void {
  for (const [column, expected] of Object.entries(fact.columns)) {
    const reason = reasonToSkip(fact.table, column);
    const field = `${label}: ${column}`;
    if (reason !== undefined) tally.skip(field, reason, expected, row[column]);
    else if (column === "metadata") compareMetadata(tally, fact, field, expected, row[column]);
    else if (isBody(column)) compareBody(tally, fact, field, expected, row[column]);
    else tally.field(fact, field, expected, row[column] ?? (column in row ? null : undefined));
  }
  const further = Object.keys(row).filter((column) => !(column in fact.columns));
  if (Object.keys(fact.columns).length >= ALL_COLUMNS && further.length > 0)
    tally.surprise(`${fact.table} has ${further.join(", ")} as well`);
}

function reasonToSkip(table: string, column: string): string | undefined {
  if (table.startsWith("listing_") && !OF_LISTINGS.has(column)) return "no part of the media pipeline";
  if (column === "id" && table !== "media_processing_jobs") return COUNTED;
  return OF_CLIENTS[column];
}

const isBody = (column: string): boolean => column === "callback_body" || column === "payload" || column === "body";

/** Byte for byte where it was fitted; MySQL's own way to write JSON is no difference. */
function compareBody(tally: Tally, fact: Fact, field: string, expected: unknown, found: unknown): void {
  const isText = field.endsWith("callback_body") && tally.strictness === "exactly";
  if (isText || expected === null || found === null || found === undefined) {
    tally.field(fact, field, expected, found);
    return;
  }
  if (/^\s*[[{]/.test(String(expected)) && jsonOrText(expected) === expected) {
    tally.skip(field, "cut off where it was copied");
    return;
  }
  const [own, other] = [jsonOrText(expected), jsonOrText(found)].map(normalForm);
  if (typeof own === "object" && own !== null && typeof other === "object" && other !== null)
    for (const key of new Set([...Object.keys(own), ...Object.keys(other)]))
      tally.field(fact, `${field}: ${key}`, (own as Row)[key], (other as Row)[key]);
  else tally.field(fact, field, shown(own), shown(other));
}

/** What came of an asset stands in it as well: errors, and keys of its derivatives. */
function compareMetadata(tally: Tally, fact: Fact, field: string, expected: unknown, found: unknown): void {
  tally.skip(field, OF_CLIENT, expected, found);
  const [own, other] = [jsonOrText(expected), jsonOrText(found)];
  if (typeof own !== "object" || own === null || typeof other !== "object" || other === null) return;
  for (const key of new Set([...Object.keys(own), ...Object.keys(other)]))
    if (OF_SYSTEM.test(key)) tally.field(fact, `${field}: ${key}`, (own as Row)[key], (other as Row)[key]);
}

function sameColumns(tally: Tally, { columns }: FactOf<"row">, row: Row): number {
  return Object.entries(columns).filter(([name, value]) => tally.isSame(jsonOrText(value), jsonOrText(row[name])))
    .length;
}

/** By its id, and an asset by what names it, because its id depends on all uploads before it. */
function isOfRow({ table, columns }: FactOf<"row">, row: Row): boolean {
  const names = table === "media_assets" ? ["asset_type", "sequence"] : ["id"];
  if (table.startsWith("listing_") && columns.listing_identity_id === undefined) return true;
  if (table.startsWith("listing_")) return String(columns.listing_identity_id) === String(row.listing_identity_id);
  const given = names.filter((name) => columns[name] !== undefined && columns[name] !== null);
  if (given.length === 0) {
    const listing = columns.listing_identity_id;
    return listing === undefined || row.listing_identity_id === listing;
  }
  return given.every((name) => String(columns[name]) === String(row[name]));
}

function nameOf({ table, columns }: FactOf<"row">): string {
  if (table === "media_assets") return `${columns.asset_type ?? "?"} ${columns.sequence ?? "?"}`;
  return String(columns.id ?? `of listing ${columns.listing_identity_id ?? "?"}`);
}
