import type { Rule } from "../rewrite.ts";
import { tableStatement } from "../table-statement.ts";

/** Indexes that the optimizer ignores: https://mariadb.com/docs/server/ha-and-performance/optimization-and-tuning/optimization-and-indexes/ignored-indexes */
export const visibility: Rule = (statement, { report }) => {
  const table = tableStatement(statement);
  if (!table) {
    if (!statement.begins("CREATE", "INDEX|UNIQUE|FULLTEXT|SPATIAL")) return;
    for (const index of statement.outside({ start: 0, end: statement.list.length }, "INVISIBLE", "VISIBLE")) {
      report("index-visibility", statement, index);
      statement.replace(index, statement.is(index, "INVISIBLE") ? "IGNORED" : "");
    }
    return;
  }
  for (const item of table.items) {
    const altersIndex =
      item.kind === "other" && statement.is(item.start, "ALTER") && statement.is(item.start + 1, "INDEX");
    for (const index of statement.outside({ start: item.at + 1, end: item.end }, "INVISIBLE", "VISIBLE")) {
      const invisible = statement.is(index, "INVISIBLE");
      if (altersIndex) statement.replace(index, invisible ? "IGNORED" : "NOT IGNORED");
      else if (item.kind === "index") statement.replace(index, invisible ? "IGNORED" : "");
      else if (item.kind === "column" && !invisible) statement.remove(index);
      else continue;
      report(item.kind === "column" ? "column-visibility" : "index-visibility", statement, index);
    }
  }
};
