import type { Fact } from "../../../../scenario/facts/fact.ts";
import { endsBlock, type Form, type Problem, placeOf } from "../form.ts";
import { nullable, plainName, rowFact, tableOfHead } from "../table-of.ts";

const STARS = /^\s*\*{5,} *\d+\. row *\*{5,}\s*$/;

/** One row of `mysql`'s `\G`: stars, then a column a line. */
export const verticalRows: Form = (lines, index) => {
  if (!STARS.test(lines.text[index] ?? "")) return undefined;
  const names: string[] = [];
  const values: string[] = [];
  let next = index + 1;
  // Names are set flush right, so every column's colon stands at one place; other lines continue a value.
  const colon = (lines.text[next] ?? "").indexOf(":");
  for (; !endsBlock(lines.text[next]) && !STARS.test(lines.text[next] ?? ""); next++) {
    const line = lines.text[next] ?? "";
    if (/^\d+ rows? in set/.test(line)) break;
    const [, name, value] = /^\s*(\w+): ?(.*)$/s.exec(line) ?? [];
    if (name !== undefined && line.indexOf(":") === colon) {
      names.push(plainName(name));
      values.push(value ?? "");
    } else if (values.length > 0) values.push(`${values.pop()}\n${line}`);
  }
  if (/^\d+ rows? in set/.test(lines.text[next] ?? "")) next++;
  const table = tableOfHead(lines, index, names);
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const cells = values.map(nullable);
  if (table !== undefined) facts.push(rowFact(placeOf(lines, index), table, names, cells));
  else problems.push({ place: placeOf(lines, index), reason: `a row of no known table: ${names.join(", ")}` });
  return { facts, problems, next };
};
