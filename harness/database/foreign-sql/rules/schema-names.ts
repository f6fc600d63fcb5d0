import type { RuleContext } from "../rewrite.ts";
import { nameOf, quotedName, type StatementTokens } from "../statement-tokens.ts";

/** Belong to the server. */
const SYSTEM_SCHEMAS = new Set(["mysql", "information_schema", "performance_schema", "sys"]);
/** Words behind which a table or another thing of a schema is named. */
const BEFORE_NAME = [
  "TABLE",
  "TABLES",
  "INTO",
  "FROM",
  "JOIN",
  "REFERENCES",
  "VIEW",
  "TRIGGER",
  "PROCEDURE",
  "FUNCTION",
];
const MORE_BEFORE_NAME = ["EVENT", "CALL", "TRUNCATE", "EXISTS"];
/** `EXTRACT(DAY FROM t.c)` names a column. */
const TAKES_FROM = ["EXTRACT", "TRIM", "SUBSTRING", "SUBSTR", "MID"];

/** The schemas in which a statement makes, reads or changes something. */
export function usedSchemas(statement: StatementTokens): string[] {
  const places = statement.begins("USE") ? statement.places("USE").map((index) => index + 1) : qualified(statement);
  const names = places.map((index) => nameOf(statement.list[index])).filter((name) => name !== undefined);
  return [...new Set(names)].filter((name) => !SYSTEM_SCHEMAS.has(name.toLowerCase()));
}

/**
 * Makes, drops and selects no database: everything stands in the one that is there. A name in front of a table that is
 * the other database's becomes the system's.
 */
export function schemaNames(statement: StatementTokens, { database, otherSchema, report }: RuleContext): void {
  if (statement.begins("USE") || statement.begins("DROP", "DATABASE|SCHEMA")) {
    noteOther(statement, { database, report });
    statement.dropped = true;
    return;
  }
  if (statement.begins("CREATE|ALTER", "DATABASE|SCHEMA")) {
    noteOther(statement, { database, report });
    keepOptions(statement, database);
    return;
  }
  if (otherSchema === undefined) return;
  for (const [index, token] of statement.list.entries()) {
    if (nameOf(token) !== otherSchema || !statement.is(index + 1, ".") || statement.is(index - 1, ".")) continue;
    report("other-schema", statement, index);
    statement.replace(index, quotedName(database));
  }
}

function noteOther(statement: StatementTokens, { database, report }: Pick<RuleContext, "database" | "report">): void {
  const index = statement.places("USE", "DATABASE", "SCHEMA", "EXISTS").at(-1);
  const name = index === undefined ? undefined : nameOf(statement.list[index + 1]);
  if (index !== undefined && name !== undefined && name !== database) report("other-schema", statement, index + 1);
}

/** `CREATE SCHEMA x DEFAULT CHARACTER SET utf8mb3`: tables without a character set of their own get that one. */
function keepOptions(statement: StatementTokens, database: string): void {
  const { list } = statement;
  const charset = statement.places("CHARACTER", "CHARSET", "COLLATE")[0];
  if (charset === undefined) {
    statement.dropped = true;
    return;
  }
  const encryption = statement.places("ENCRYPTION")[0];
  const end = encryption === undefined ? list.length : encryption - (statement.is(encryption - 1, "DEFAULT") ? 1 : 0);
  const start = statement.is(charset - 1, "DEFAULT") ? charset - 1 : charset;
  statement.remove(0, start);
  statement.remove(end, list.length);
  for (const token of list) if (token.kind === "conditional" || token.kind === "conditionalEnd") token.text = "";
  const options = list[start];
  if (options) options.text = `ALTER DATABASE ${quotedName(database)} ${options.text}`;
}

/** Places of the first of two names with a dot between them, where a table or the like is named. */
function qualified(statement: StatementTokens): number[] {
  return [...statement.list.keys()].filter(
    (index) =>
      nameOf(statement.list[index]) !== undefined && statement.is(index + 1, ".") && namesSchema(statement, index),
  );
}

function namesSchema(statement: StatementTokens, index: number): boolean {
  const before = index - 1;
  if (statement.is(before, "ON")) return statement.begins("CREATE|DROP") && !statement.begins("CREATE", "VIEW");
  if (statement.is(before, "UPDATE")) return statement.begins("UPDATE");
  if (statement.is(before, "FROM")) {
    const open = statement.opening(before);
    if (open !== undefined && statement.is(open - 1, ...TAKES_FROM)) return false;
  }
  return statement.is(before, ...BEFORE_NAME, ...MORE_BEFORE_NAME);
}
