import type { Rule, RuleContext } from "../rewrite.ts";
import type { Range, StatementTokens } from "../statement-tokens.ts";
import { type TableItem, tableStatement } from "../table-statement.ts";

const ONLY_MYSQL = ["ENCRYPTION", "COMPRESSION", "SECONDARY_ENGINE", "AUTOEXTEND_SIZE", "TABLESPACE"];
const ATTRIBUTES = ["ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"];

/** Where and how MySQL stores a table: nothing that a query sees. */
export const storage: Rule = (statement, context) => {
  const table = tableStatement(statement);
  if (!table) return;
  inOneFile(statement, table.options, context);
  if (context.flavour !== "mariadb") return;
  for (const index of statement.outside(table.options, ...ONLY_MYSQL, ...ATTRIBUTES)) {
    context.report("storage-attribute", statement, index);
    removeOption(statement, index);
  }
  for (const item of table.items) {
    if (item.kind === "column") columnAttributes(statement, item, context);
    if (item.kind === "index") parser(statement, item, context);
  }
};

/** Our servers keep all tables in one file, which is faster and refuses compressed ones; so on MySQL as well. */
function inOneFile(statement: StatementTokens, options: Range, { report }: RuleContext): void {
  for (const index of statement.outside(options, "ROW_FORMAT", "KEY_BLOCK_SIZE")) {
    const value = statement.is(index + 1, "=") ? index + 2 : index + 1;
    if (statement.is(index, "ROW_FORMAT") && !statement.is(value, "COMPRESSED")) continue;
    report("separate-table-files", statement, index);
    removeOption(statement, index);
  }
}

function columnAttributes(statement: StatementTokens, item: TableItem, { report }: RuleContext): void {
  if (statement.is(item.at + 1, "GEOMCOLLECTION")) {
    report("spatial-reference", statement, item.at + 1);
    statement.replace(item.at + 1, "GEOMETRYCOLLECTION");
  }
  const attributes = { start: item.at + 2, end: item.end };
  for (const index of statement.outside(attributes, "SRID")) {
    report("spatial-reference", statement, index);
    statement.remove(index, index + 2);
  }
  for (const index of statement.outside(attributes, "COLUMN_FORMAT", "STORAGE", ...ATTRIBUTES)) {
    report("storage-attribute", statement, index);
    removeValue(statement, index);
  }
}

function parser(statement: StatementTokens, item: TableItem, { report }: RuleContext): void {
  for (const index of statement.outside(item, "PARSER")) {
    if (!statement.is(index - 1, "WITH") || !statement.is(index + 1, "NGRAM")) continue;
    report("fulltext-parser", statement, index);
    statement.remove(index - 1, index + 2);
  }
}

/** A name, an optional equals sign, and a value; gives the place behind them. */
function removeValue(statement: StatementTokens, index: number): number {
  const end = index + (statement.is(index + 1, "=") ? 3 : 2);
  statement.remove(index, end);
  return end;
}

/** Also one of the commas beside it. */
function removeOption(statement: StatementTokens, index: number): void {
  const end = removeValue(statement, index);
  if (statement.is(end, ",")) statement.remove(end);
  else if (statement.is(index - 1, ",")) statement.remove(index - 1);
}
