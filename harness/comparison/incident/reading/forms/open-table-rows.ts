import type { Fact } from "../../../../scenario/facts/fact.ts";
import { endsBlock, type Form, type Problem, placeOf } from "../form.ts";
import { isHead, plainName, rowFact, tableOf } from "../table-of.ts";

const BORDER = /^\s*-+(\+-+)+\+?\s*$/;
const RECORD = /^\s*-\[ RECORD \d+ \][-+]*\s*$/;

/** A table without outer borders, as `psql` and clients like it print: bars between cells, a line below the head. */
export const openTableRows: Form = (lines, index) => {
  const head = lines.text[index] ?? "";
  if (!head.includes("|") || head.trimStart().startsWith("|") || !BORDER.test(lines.text[index + 1] ?? "")) {
    return undefined;
  }
  const edges = [...(lines.text[index + 1] ?? "").matchAll(/\+/g)].map(({ index: edge }) => edge);
  const names = cellsOf(head, edges).map(plainName);
  if (!isHead(names)) return undefined;
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let next = index + 2;
  for (; !endsBlock(lines.text[next]) && (lines.text[next] ?? "").includes("|"); next++) {
    const values = cellsOf(lines.text[next] ?? "", edges).map(nullable);
    const place = placeOf(lines, next);
    if (values.length === names.length) facts.push(rowFact(place, tableOf(names) ?? "", names, values));
    else {
      const reason = `a row of a table with ${values.length} cells under ${names.length} columns`;
      problems.push({ place, reason });
    }
  }
  return { facts, problems, next: afterCount(lines.text, next) };
};

/** One row of `psql` with `\x`: a line that numbers it, then a column a line. */
export const recordRows: Form = (lines, index) => {
  if (!RECORD.test(lines.text[index] ?? "")) return undefined;
  const names: string[] = [];
  const values: string[] = [];
  let next = index + 1;
  for (; !endsBlock(lines.text[next]) && !RECORD.test(lines.text[next] ?? ""); next++) {
    const line = lines.text[next] ?? "";
    const [, name, value] = /^\s*(\w+)\s*\|(?: (.*))?$/s.exec(line) ?? [];
    if (name === undefined) break;
    names.push(plainName(name));
    values.push(value ?? "");
  }
  const table = tableOf(names);
  const place = placeOf(lines, index);
  next = afterCount(lines.text, next);
  if (table === undefined) {
    return { facts: [], problems: [{ place, reason: `a row of no known table: ${names.join(", ")}` }], next };
  }
  return { facts: [rowFact(place, table, names, values.map(nullable))], next };
};

const nullable = (value: string): string | null => (value === "" || value === "NULL" ? null : value);

/** Cells between the line's corners, because a text may hold bars; else between bars, where wide characters move them. */
function cellsOf(line: string, edges: readonly number[]): string[] {
  if (edges.every((edge) => line[edge] === "|"))
    return [-1, ...edges].map((edge, index) => line.slice(edge + 1, edges[index]).trim());
  return line
    .replace(/\|\s*$/, "")
    .split("|")
    .map((cell) => cell.trim());
}

/** `(2 rows)`, which may stand below. */
function afterCount(text: readonly string[], next: number): number {
  return /^\s*\(\d+ rows?\)\s*$/.test(text[next] ?? "") ? next + 1 : next;
}
