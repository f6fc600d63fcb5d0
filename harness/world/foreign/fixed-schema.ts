import { schemaSql } from "../../../server/database/schema.ts";
import { System } from "../../../system/revisions.ts";

let tables: ReadonlyMap<string, readonly string[]> | undefined;

/** Columns by table of the fixed system, which stories are written against. */
export function fixedTables(): ReadonlyMap<string, readonly string[]> {
  tables ??= new Map(schemaSql(new System("fixed")).flatMap(tableOf));
  return tables;
}

/** Columns that stories may ask a row of `table` for, and that it has not. */
export function columnsLacking(table: string, row: Readonly<Record<string, unknown>>): readonly string[] {
  return (fixedTables().get(table) ?? []).filter((column) => !(column in row));
}

/** Our own schema writes keywords in capitals and each column on a line of its own. */
function tableOf(statement: string): [string, string[]][] {
  const [, table] = /^\s*CREATE TABLE (\w+)/.exec(statement) ?? [];
  if (table === undefined) return [];
  const body = statement.slice(statement.indexOf("(") + 1);
  return [[table, [...body.matchAll(/^\s*([a-z]\w*) [A-Z]/gm)].map(([, column = ""]) => column)]];
}
