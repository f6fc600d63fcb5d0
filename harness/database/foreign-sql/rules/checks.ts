import type { Rule, RuleContext } from "../rewrite.ts";
import type { StatementTokens } from "../statement-tokens.ts";
import { removeItem, type TableItem, tableStatement } from "../table-statement.ts";

/** CHECK constraints that MySQL does not enforce, and its own words for adding and dropping them. */
export const checks: Rule = (statement, context) => {
  const { report } = context;
  const table = tableStatement(statement);
  if (!table) return;
  for (const item of table.items) {
    if (item.kind === "other") {
      const kind = alterCheck(statement, item);
      if (kind !== undefined) report(kind, statement, item.start);
      continue;
    }
    for (const index of statement.outside(item, "ENFORCED")) {
      const enforced = !statement.is(index - 1, "NOT");
      report(enforced ? "check-syntax" : "check-not-enforced", statement, index);
      if (enforced) statement.remove(index);
      else if (item.kind === "check") removeItem(statement, item);
      else removeCheck(statement, item, index);
    }
    if (item.kind === "column") withoutName(statement, item, context);
  }
};

/** MariaDB gives a column's CHECK the column's name. */
function withoutName(statement: StatementTokens, { at, end }: TableItem, { report }: RuleContext): void {
  for (const check of statement.outside({ start: at, end }, "CHECK")) {
    const constraint = [check - 2, check - 1].find((index) => index > at && statement.is(index, "CONSTRAINT"));
    if (constraint === undefined) continue;
    report("check-syntax", statement, constraint);
    statement.remove(constraint, check);
  }
}

/** Of a column: from its name or the word CHECK to NOT ENFORCED. */
function removeCheck(statement: StatementTokens, item: TableItem, enforcedAt: number): void {
  const check = statement.outside({ start: item.start, end: enforcedAt }, "CHECK").at(-1);
  if (check === undefined) return;
  const named = statement.is(check - 2, "CONSTRAINT");
  statement.remove(named ? check - 2 : statement.is(check - 1, "CONSTRAINT") ? check - 1 : check, enforcedAt + 1);
}

function alterCheck(statement: StatementTokens, item: TableItem) {
  const { start, end } = item;
  if (statement.is(start, "DROP") && statement.is(start + 1, "CHECK")) {
    statement.replace(start + 1, "CONSTRAINT");
    return "check-syntax";
  }
  if (!statement.is(start, "ALTER") || !statement.is(start + 1, "CHECK", "CONSTRAINT")) return undefined;
  if (!statement.is(end - 1, "ENFORCED")) return undefined;
  if (!statement.is(end - 2, "NOT")) {
    removeItem(statement, item);
    return "check-syntax";
  }
  statement.replace(start, "DROP");
  statement.replace(start + 1, "CONSTRAINT");
  statement.remove(end - 2, end);
  return "check-not-enforced";
}
