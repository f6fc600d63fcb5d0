import type { Fact } from "../../../../scenario/facts/fact.ts";
import { columnsOfTable } from "../columns-of-tables.ts";
import { type Form, type Problem, placeOf } from "../form.ts";
import { SqlText } from "../sql-text.ts";
import { plainName, rowFact } from "../table-of.ts";

const INSERT =
  /^\s*(?:INSERT|REPLACE)(?:\s+IGNORE)?\s+INTO\s+([\w.`"]{1,130})\s*(?:\(([^()]{1,4000})\)\s*)?VALUES?\s*/i;

/** INSERT statements, as clients export rows; without named columns as `mysqldump` writes them, in the table's own order. */
export const insertRows: Form = (lines, index) => {
  const line = lines.text[index] ?? "";
  // A client may put the values, or the columns, on lines of their own.
  const joined = /^\s*(INSERT|REPLACE)\b/i.test(line) ? lines.text.slice(index, index + 3).join("\n") : "";
  const [head, table, columns] = INSERT.exec(joined) ?? [];
  if (head === undefined || table === undefined) return undefined;
  const given = columns?.split(",").map(plainName);
  const skipped = head.split("\n");
  const text = new SqlText(lines, index + skipped.length - 1, skipped.at(-1)?.length ?? 0);
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const named = plainName(table.split(".").at(-1) ?? table);
  do {
    text.skip(" \t\n,");
    if (text.peek() !== "(") break;
    const from = text.line;
    const values: (string | null)[] = [];
    do {
      text.next();
      text.skip(" \t\n");
      const value = text.value(",)\n");
      if (value === undefined) {
        problems.push({ place: placeOf(lines, from), reason: "an INSERT with a text in quotes that does not end" });
        return { facts, problems, next: index + 1 };
      }
      values.push(value);
      text.skip(" \t\n");
    } while (text.peek() === ",");
    text.next();
    const orders = given === undefined ? columnsOfTable(named) : [given];
    const names = orders.find(({ length }) => length === values.length);
    if (names) facts.push(rowFact(placeOf(lines, from), named, names, values));
    else {
      const counts = orders.map(({ length }) => length).join(" or ") || "not known how many";
      const reason = `an INSERT with ${values.length} values for ${counts} columns`;
      problems.push({ place: placeOf(lines, from), reason });
    }
    text.skip(" \t");
    if (text.peek() === "\n") text.skip(" \t\n");
  } while (text.peek() === ",");
  if (text.peek() === ";") text.next();
  text.skip(" \t");
  if (text.peek() === "\n") text.next();
  return { facts, problems, next: Math.max(text.line, index + 1) };
};
