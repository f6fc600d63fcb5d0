import type { Rule, RuleContext } from "../rewrite.ts";
import { nameOf, quotedName, type Range, type StatementTokens } from "../statement-tokens.ts";
import { columnOf, type TableItem, tableStatement } from "../table-statement.ts";

/** Types with a time of day, and how many digits of a second they have without brackets: none. */
const TEMPORAL = ["DATETIME", "TIMESTAMP", "TIME"];
/** Of these the value has no time of day that could round a date up. */
const GIVES_DATE = ["DATE", "CAST", "CONVERT", "LAST_DAY", "MAKEDATE", "FROM_DAYS", "STR_TO_DATE"];

type Columns = ReadonlyMap<string, { readonly type: string; readonly length: number | undefined }>;

/**
 * MariaDB refuses a generated column whose value depends on a mode of the session (rounding of times, padding of CHAR),
 * and NOT NULL on any: https://mariadb.com/docs/server/reference/sql-statements/data-definition/create/generated-columns
 */
export const generatedColumns: Rule = (statement, context) => {
  const table = tableStatement(statement);
  if (!table) return;
  const columns: Columns = new Map(
    table.items
      .filter(({ kind }) => kind === "column")
      .map((item) => columnOf(statement, item))
      .map(({ name, ...type }) => [name.toLowerCase(), type]),
  );
  for (const item of table.items) {
    const as =
      item.kind === "column" ? statement.outside(item, "AS").find((at) => statement.is(at + 1, "(")) : undefined;
    if (as === undefined) continue;
    const expression = { start: as + 2, end: statement.closing(as + 1) };
    const column = { statement, item, expression, columns, context };
    trimChars(column);
    nameLocale(column);
    round(column);
    nullability(column);
  }
};

interface GeneratedColumn {
  readonly statement: StatementTokens;
  readonly item: TableItem;
  readonly expression: Range;
  readonly columns: Columns;
  readonly context: RuleContext;
}

function trimChars({ statement, expression, columns, context }: GeneratedColumn): void {
  const { start, end } = expression;
  if (end - start === 1) return;
  for (let index = start; index < end; index++) {
    const name = nameOf(statement.list[index])?.toLowerCase();
    if (name === undefined || columns.get(name)?.type !== "CHAR" || statement.is(index + 1, "(", ".")) continue;
    if (statement.is(index - 2, "RTRIM") && statement.is(index + 1, ")")) continue;
    context.report("generated-char", statement, index);
    statement.replace(index, `RTRIM(${statement.list[index]?.text})`);
  }
}

function nameLocale({ statement, expression, context }: GeneratedColumn): void {
  for (let index = expression.start; index < expression.end; index++) {
    if (!statement.is(index, "DATE_FORMAT") || !statement.is(index + 1, "(")) continue;
    const parts = statement.parts(index + 2, statement.closing(index + 1));
    const last = parts.at(-1);
    if (parts.length !== 2 || !last) continue;
    context.report("generated-locale", statement, index);
    statement.append(last.end - 1, ", 'en_US'");
  }
}

function round(column: GeneratedColumn): void {
  const { statement, item, expression, context } = column;
  const { type, length = 0 } = columnOf(statement, item);
  if (isWhole(column)) return;
  if (type === "DATE" ? !roundsToDate(column) : !TEMPORAL.includes(type) || length >= 6 || !hasMore(column, length))
    return;
  if (type !== "TIME" && length === 0) {
    context.report("generated-rounding", statement, item.at);
    const [digits, format] = type === "DATE" ? [10, "%Y-%m-%d"] : [19, "%Y-%m-%d %H:%i:%s"];
    const first = statement.list[expression.start];
    if (first) first.text = `STR_TO_DATE(LEFT((${first.text}`;
    statement.append(expression.end - 1, `) + INTERVAL 500000 MICROSECOND, ${digits}), '${format}')`);
    return;
  }
  context.report("generated-precision", statement, item.at);
  if (statement.is(item.at + 2, "(")) statement.replace(item.at + 3, "6");
  else statement.append(item.at + 1, "(6)");
}

/** `STR_TO_DATE(…, '%Y-%m-%d %H:%i:%s')`: its format says that there are no fractions. */
function isWhole({ statement, expression: { start, end } }: GeneratedColumn): boolean {
  if (!statement.is(start, "STR_TO_DATE") || statement.closing(start + 1) !== end - 1) return false;
  const format = statement.list[end - 2];
  return format?.kind === "string" && !format.text.includes("%f");
}

/** Whether the expression may have more digits of a second than the column, as far as its words tell. */
function hasMore({ statement, expression, columns }: GeneratedColumn, digits: number): boolean {
  return statement.list.slice(expression.start, expression.end).some((token) => {
    if (token.kind === "string") return true;
    const column = columns.get(nameOf(token)?.toLowerCase() ?? "");
    if (column === undefined || column.type === "DATE") return false;
    return !TEMPORAL.includes(column.type) || (column.length ?? 0) > digits;
  });
}

function roundsToDate({ statement, expression, columns }: GeneratedColumn): boolean {
  if (statement.is(expression.start, ...GIVES_DATE) && statement.is(expression.start + 1, "(")) return false;
  return statement.list.slice(expression.start, expression.end).some((token) => {
    const column = columns.get(nameOf(token)?.toLowerCase() ?? "");
    return column !== undefined && TEMPORAL.includes(column.type) && (column.length ?? 0) > 0;
  });
}

function nullability({ statement, item, expression, context }: GeneratedColumn): void {
  const attributes = { start: expression.end + 1, end: item.end };
  for (const index of statement.outside(attributes, "NULL")) {
    const refuses = statement.is(index - 1, "NOT");
    context.report("generated-null", statement, index);
    statement.remove(refuses ? index - 1 : index, index + 1);
    if (!refuses) continue;
    const place = statement.outside(attributes, "AFTER", "FIRST")[0] ?? item.end;
    const check = ` CHECK (${quotedName(columnOf(statement, item).name)} IS NOT NULL)`;
    statement.append(place - 1, check);
  }
}
