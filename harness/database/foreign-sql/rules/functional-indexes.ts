import type { Rule, RuleContext } from "../rewrite.ts";
import { nameOf, quotedName, type Range, type StatementTokens } from "../statement-tokens.ts";
import { removeItem, tableStatement } from "../table-statement.ts";

/** Indexes on expressions, which MariaDB lacks; what they keep unique stays unique. */
export const functionalIndexes: Rule = (statement, context) => {
  const table = tableStatement(statement);
  if (!table) {
    if (statement.begins("CREATE", "INDEX|UNIQUE")) createIndex(statement, context);
    return;
  }
  for (const item of table.items) {
    if (item.kind !== "index") continue;
    const index = functionalIndex(statement, { start: item.at, end: item.end });
    if (!index) continue;
    context.report(index.kind, statement, item.at);
    if (index.kind !== "functional-index") {
      removeItem(statement, item);
      continue;
    }
    const columns = makeColumns(statement, index).map((column) =>
      table.verb === "ALTER" ? `ADD COLUMN ${column}` : column,
    );
    const first = statement.list[item.start];
    if (first) first.text = `${columns.join(", ")}, ${first.text}`;
  }
};

function createIndex(statement: StatementTokens, context: RuleContext): void {
  const on = statement.places("ON")[0];
  const index = functionalIndex(statement, { start: 1, end: statement.list.length });
  if (on === undefined || !index) return;
  context.report(index.kind, statement, 0);
  if (index.kind !== "functional-index") {
    statement.dropped = true;
    return;
  }
  const columns = makeColumns(statement, index).map((column) => `ADD COLUMN ${column}`);
  const table = statement.text({ start: on + 1, end: index.open });
  statement.remove(on, index.open);
  statement.replace(0, `ALTER TABLE ${table} ${columns.join(", ")}, ADD`);
}

interface FunctionalIndex {
  readonly kind: "functional-index" | "functional-index-left-out" | "multi-valued-index";
  readonly name: string;
  /** The bracket before its parts. */
  readonly open: number;
  readonly expressions: readonly Range[];
}

function functionalIndex(statement: StatementTokens, { start, end }: Range): FunctionalIndex | undefined {
  let open = start;
  while (open < end && !statement.is(open, "(")) open++;
  if (open >= end) return undefined;
  const expressions = statement
    .parts(open + 1, statement.closing(open))
    .filter((part) => statement.is(part.start, "("));
  if (expressions.length === 0) return undefined;
  const words = { start, end: open };
  const key = statement.outside(words, "INDEX", "KEY").at(-1) ?? start;
  const name = nameOf(statement.list[key + 1]) ?? nameOf(statement.list[start - 1]) ?? "expression";
  const multiple = expressions.some((part) => statement.places("ARRAY").some((at) => at > part.start && at < part.end));
  const unique = statement.outside(words, "UNIQUE").length > 0;
  const kind = multiple ? "multi-valued-index" : unique ? "functional-index" : "functional-index-left-out";
  return { kind, name, open, expressions };
}

/** Puts the names of new columns into the index; gives the columns' definitions. */
function makeColumns(statement: StatementTokens, { name, expressions }: FunctionalIndex): string[] {
  return expressions.map(({ start }, number) => {
    const column = quotedName(`${name}_expression_${number + 1}`);
    const close = statement.closing(start);
    const inside = { start: start + 1, end: close };
    const definition = `${column} ${typeOf(statement, inside)} GENERATED ALWAYS AS (${statement.text(inside)}) VIRTUAL INVISIBLE`;
    statement.remove(start, close + 1);
    statement.replace(start, column);
    return definition;
  });
}

/** The type that a CAST names; a text otherwise, which is unique where the value is. */
function typeOf(statement: StatementTokens, { start, end }: Range): string {
  const casts = statement.is(start, "CAST") && statement.is(start + 1, "(") && statement.closing(start + 1) === end - 1;
  const as = casts ? statement.outside({ start: start + 2, end: end - 1 }, "AS").at(-1) : undefined;
  if (as === undefined) return "VARCHAR(255)";
  const type = statement.text({ start: as + 1, end: end - 1 }).toUpperCase();
  if (/^(?:UN)?SIGNED/.test(type)) return type.startsWith("UN") ? "BIGINT UNSIGNED" : "BIGINT";
  if (/^CHAR\s*\(\s*\d+\s*\)$/.test(type)) return `VAR${type}`;
  return /^(?:DATE|TIME|DATETIME|DECIMAL)\b/.test(type) ? type : "VARCHAR(255)";
}
