import type { Rule } from "../rewrite.ts";
import { tableStatement } from "../table-statement.ts";

/** `DEFAULT DEFAULT now()`: harmless, common, and refused by every server. */
export const doubledDefault: Rule = (statement, { report }) => {
  if (!tableStatement(statement)) return;
  for (const index of statement.places("DEFAULT")) {
    if (!statement.is(index + 1, "DEFAULT")) continue;
    report("doubled-default", statement, index);
    statement.remove(index);
  }
};
