import type { Rule } from "../rewrite.ts";
import type { Range, StatementTokens } from "../statement-tokens.ts";
import { tableStatement } from "../table-statement.ts";

/** Indexes that the optimizer ignores: https://mariadb.com/docs/server/ha-and-performance/optimization-and-tuning/optimization-and-indexes/ignored-indexes */
export const visibility: Rule = (statement, { report }) => {
  const table = tableStatement(statement);
  if (!table) {
    if (!statement.begins("CREATE", "INDEX|UNIQUE|FULLTEXT|SPATIAL")) return;
    for (const index of behindKey(statement, { start: 0, end: statement.list.length })) {
      report("index-visibility", statement, index);
      statement.replace(index, statement.is(index, "INVISIBLE") ? "IGNORED" : "");
    }
    return;
  }
  for (const item of table.items) {
    const altersIndex =
      item.kind === "other" && statement.is(item.start, "ALTER") && statement.is(item.start + 1, "INDEX");
    const words =
      item.kind === "index" ? behindKey(statement, item) : statement.outside({ ...item, start: item.at + 1 }, ...WORDS);
    for (const index of words) {
      const invisible = statement.is(index, "INVISIBLE");
      if (altersIndex) statement.replace(index, invisible ? "IGNORED" : "NOT IGNORED");
      else if (item.kind === "index") statement.replace(index, invisible ? "IGNORED" : "");
      else if (item.kind === "column" && !invisible) statement.remove(index);
      else continue;
      report(item.kind === "column" ? "column-visibility" : "index-visibility", statement, index);
    }
  }
};

const WORDS = ["INVISIBLE", "VISIBLE"];

/** Before its columns such a word is the index's name. */
function behindKey(statement: StatementTokens, { start, end }: Range): number[] {
  let open = start;
  while (open < end && !statement.is(open, "(")) open++;
  return statement.outside({ start: open, end }, ...WORDS);
}
