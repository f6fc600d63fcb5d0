import type { Fact } from "../../../../scenario/facts/fact.ts";
import { endsBlock, type Form, type Problem, placeOf } from "../form.ts";
import { nullable, plainName, rowFact, tableOfHead } from "../table-of.ts";

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
  const table = tableOfHead(lines, index, names);
  if (table === undefined) return undefined;
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let next = index + 2;
  for (; !endsBlock(lines.text[next]) && (lines.text[next] ?? "").includes("|"); next++) {
    const values = cellsOf(lines.text[next] ?? "", edges).map(orNull);
    const place = placeOf(lines, next);
    if (values.length === names.length) facts.push(rowFact(place, table, names, values));
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
  const table = tableOfHead(lines, index, names);
  const place = placeOf(lines, index);
  next = afterCount(lines.text, next);
  if (table === undefined) {
    return { facts: [], problems: [{ place, reason: `a row of no known table: ${names.join(", ")}` }], next };
  }
  return { facts: [rowFact(place, table, names, values.map(orNull))], next };
};

const orNull = (value: string): string | null => (value === "" ? null : nullable(value));

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
