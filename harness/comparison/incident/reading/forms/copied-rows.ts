import type { Fact } from "../../../../scenario/facts/fact.ts";
import { endsBlock, type Form, type Problem, placeOf } from "../form.ts";
import { SqlText } from "../sql-text.ts";
import { plainName, rowFact, tableOfHead } from "../table-of.ts";

/** Rows as MySQL Workbench copies them: a head that begins with `#`, then values in single quotes with backslashes. */
export const copiedRows: Form = (lines, index) => {
  const head = lines.text[index] ?? "";
  if (!/^\s*#\s*\w+\s*,/.test(head)) return undefined;
  const names = head.replace(/^\s*#/, "").split(",").map(plainName);
  const table = tableOfHead(lines, index, names);
  if (table === undefined) return undefined;
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let next = index + 1;
  while (!endsBlock(lines.text[next])) {
    const text = new SqlText(lines, next);
    const values: (string | null)[] = [];
    let broken: string | undefined;
    for (let more = true; more; ) {
      const value = text.value(",\n");
      if (value === undefined) broken = "a text in quotes that does not end";
      values.push(value ?? null);
      text.skip(" \t");
      const end = text.next();
      if (end !== "," && end !== "\n" && end !== undefined) broken ??= "something behind the end of a text in quotes";
      more = end === "," && broken === undefined;
    }
    if (values.length !== names.length) broken ??= `${values.length} values for ${names.length} columns`;
    if (broken === undefined) facts.push(rowFact(placeOf(lines, next), table, names, values));
    else if (facts.length > 0 && !/^\s*'/.test(lines.text[next] ?? "")) break;
    else problems.push({ place: placeOf(lines, next), reason: `a row that cannot be read: ${broken}` });
    next = broken === undefined ? Math.max(text.line, next + 1) : next + 1;
  }
  return { facts, problems, next };
};
