import type { Rule } from "../rewrite.ts";

/** Who may do what: no part of a world, whose user is whoever connects. */
export const accounts: Rule = (statement, { report }) => {
  if (
    statement.begins("CREATE|ALTER|DROP|RENAME", "USER|ROLE") ||
    statement.begins("GRANT|REVOKE") ||
    statement.begins("SET", "PASSWORD|ROLE") ||
    statement.begins("SET", "DEFAULT", "ROLE") ||
    statement.begins("FLUSH", "PRIVILEGES")
  ) {
    report("accounts", statement, 0);
    statement.dropped = true;
    return;
  }
  if (!statement.begins("CREATE|ALTER")) return;
  const definer = statement.places("DEFINER").find((index) => statement.is(index + 1, "="));
  if (definer === undefined) return;
  report("accounts", statement, definer);
  let end = definer + 3;
  if (statement.list[end]?.kind === "variable") end++;
  else if (statement.is(end, "(")) end = statement.closing(end) + 1;
  statement.remove(definer, end);
};
