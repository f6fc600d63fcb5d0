import { constants, DatabaseSync } from "node:sqlite";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { KeptRun } from "../kept-runs/read-run.ts";
import { TABLES, type Table } from "./tables.ts";

export interface QueryResult {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly unknown[])[];
}

/** What a question needs: reading, functions, recursion. Everything else (PRAGMA, ATTACH, writing) is refused. */
const ALLOWED: ReadonlySet<number> = new Set([
  constants.SQLITE_SELECT,
  constants.SQLITE_READ,
  constants.SQLITE_FUNCTION,
  constants.SQLITE_RECURSIVE,
]);

/**
 * Asks a kept run with SQL, in a database in memory that is filled first and can then only be read.
 *
 * @throws UsageError with what SQLite says, and a name that was perhaps meant.
 */
export function queryRun(run: KeptRun, sql: string): QueryResult {
  const database = new DatabaseSync(":memory:");
  try {
    for (const table of TABLES) if (isNamed(table, sql)) fill(database, table, run);
    database.setAuthorizer((action) => (ALLOWED.has(action) ? constants.SQLITE_OK : constants.SQLITE_DENY));
    return ask(database, sql);
  } finally {
    database.close();
  }
}

/** A table that the text does not even mention need not be filled. */
function isNamed({ name }: Table, sql: string): boolean {
  return sql.toLowerCase().includes(name);
}

function fill(database: DatabaseSync, { name, columns, lines }: Table, run: KeptRun): void {
  const entries = Object.entries(columns);
  database.exec(`CREATE TABLE ${name} (${entries.map(([column, { type }]) => `${column} ${type}`).join(", ")})`);
  const insert = database.prepare(`INSERT INTO ${name} VALUES (${entries.map(() => "?").join(", ")})`);
  database.exec("BEGIN");
  for (const line of lines(run)) insert.run(...line);
  database.exec("COMMIT");
}

function ask(database: DatabaseSync, sql: string): QueryResult {
  try {
    const statement = database.prepare(sql);
    const rest = withoutComments(sql.slice(sql.indexOf(statement.sourceSQL) + statement.sourceSQL.length));
    if (rest !== "") throw new UsageError(`One statement at a time: ${JSON.stringify(rest)} comes behind the first.`);
    statement.setReturnArrays(true);
    // With arrays, which the types do not know of, a line is a list of values.
    const lines = statement.all() as unknown as unknown[][];
    return { columns: statement.columns().map(({ name }) => name), lines };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(explained(error instanceof Error ? error.message : String(error)));
  }
}

function withoutComments(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(";", "")
    .trim();
}

function explained(message: string): string {
  if (/^(?:not authorized|authorization denied)$/.test(message))
    return "Only SELECT is allowed: a kept run is read and never changed.";
  if (/statement has been finalized|contains no statement|^$/.test(message)) return "There is no question in it.";
  const [, kind, unknown] = /no such (column|table): (?:\w+\.)?(\S+)/.exec(message) ?? [];
  const names =
    kind === "table" ? TABLES.map(({ name }) => name) : TABLES.flatMap(({ columns }) => Object.keys(columns));
  const meant = unknown === undefined ? undefined : nearest(unknown, names);
  const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
  return `SQLite says: ${message}.${hint} Tables and columns: npm run query -- --schema`;
}
