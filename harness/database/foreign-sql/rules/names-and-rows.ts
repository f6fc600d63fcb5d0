import type { Rule } from "../rewrite.ts";
import { nameOf } from "../statement-tokens.ts";
import { tableStatement } from "../table-statement.ts";

/** Words that a column of MySQL may be called without backticks, and one of MariaDB may not. */
const RESERVED = [
  ...["CURRENT_ROLE", "DELETE_DOMAIN_ID", "DO_DOMAIN_IDS", "IGNORE_DOMAIN_IDS", "OFFSET", "PARSE_VCOL_EXPR", "PORTION"],
  ...["REF_SYSTEM_ID", "RETURNING"],
];

/** Only inside of brackets, where columns are named and none of these is a keyword; of inserted rows also behind them. */
export const reservedWords: Rule = (statement, { report }) => {
  if (!tableStatement(statement) && !statement.begins("INSERT|REPLACE") && !statement.begins("CREATE", "INDEX|UNIQUE"))
    return;
  const anywhere = statement.begins("INSERT|REPLACE") && statement.places("SELECT", "TABLE").length === 0;
  for (const index of statement.places(...RESERVED)) {
    if (statement.is(index - 1, ".") || !(anywhere || statement.opening(index) !== undefined)) continue;
    report("reserved-word", statement, index);
    statement.replace(index, `\`${statement.list[index]?.text}\``);
  }
};

/** `INSERT … VALUES (…) AS new ON DUPLICATE KEY UPDATE n = new.n`, and `VALUES ROW(…)`. */
export const insertedRows: Rule = (statement, { report }) => {
  if (!statement.begins("INSERT|REPLACE")) return;
  const whole = { start: 0, end: statement.list.length };
  for (const index of statement.outside(whole, "ROW")) {
    if (!statement.is(index + 1, "(") || !statement.is(index - 1, "VALUES", ",")) continue;
    report("row-constructor", statement, index);
    statement.remove(index);
  }
  const duplicate = statement.outside(whole, "DUPLICATE")[0];
  const alias = duplicate === undefined ? undefined : nameOf(statement.list[duplicate - 2]);
  if (duplicate === undefined || alias === undefined || !statement.is(duplicate - 3, "AS")) return;
  report("row-alias", statement, duplicate - 3);
  statement.remove(duplicate - 3, duplicate - 1);
  for (let index = duplicate; index < whole.end; index++) {
    const column = statement.list[index + 2];
    if (nameOf(statement.list[index]) !== alias || !statement.is(index + 1, ".") || !column) continue;
    statement.remove(index, index + 2);
    column.text = `VALUES(${column.text})`;
  }
};

/** What a server does by itself, at times of its own. */
export const events: Rule = (statement, { report }) => {
  const event = statement.places("EVENT")[0];
  if (event === undefined || event > 8 || !statement.begins("CREATE|ALTER|DROP")) return;
  if (statement.places("TABLE", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION").some((index) => index < event)) return;
  report("event", statement, event);
  statement.dropped = true;
};
