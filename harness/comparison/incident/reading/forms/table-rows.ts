import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, type Problem, placeOf } from "../form.ts";
import { nullable, plainName, rowFact, tableOfHead } from "../table-of.ts";

/** A table with borders, as `mysql` prints it, or as Markdown has it. */
export const tableRows: Form = (lines, index) => {
  const first = lines.text[index] ?? "";
  const isDrawn = /^\s*\+(-+\+)+\s*$/.test(first);
  const at = isDrawn ? index + 1 : index;
  const head = lines.text[at] ?? "";
  const border = lines.text[at + 1] ?? "";
  if (!head.trimStart().startsWith("|") || !(isDrawn ? /^\s*\+(-+\+)+\s*$/ : /^\s*\|[-:| ]+\|\s*$/).test(border)) {
    return undefined;
  }
  const edges = isDrawn ? [...first.matchAll(/\+/g)].map(({ index: edge }) => edge) : [];
  const names = cellsOf(head, edges).map(plainName);
  const table = tableOfHead(lines, index, names);
  if (table === undefined) return undefined;
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let next = at + 2;
  for (; (lines.text[next] ?? "").trimStart().startsWith("|"); next++) {
    const values = withWholeError(names, cellsOf(lines.text[next] ?? "", edges)).map(nullable);
    if (values.length === names.length) {
      facts.push(rowFact(placeOf(lines, next), table, names, values));
    } else {
      const reason = `a row of a table with ${values.length} cells under ${names.length} columns`;
      problems.push({ place: placeOf(lines, next), reason });
    }
  }
  if (/^\s*\+(-+\+)+\s*$/.test(lines.text[next] ?? "")) next++;
  if (/^\d+ rows? in set/.test((lines.text[next] ?? "").trim())) next++;
  return { facts, problems, next };
};

/** Cells between the borders' corners; where characters are wider than one column the bars do not stand there. */
function cellsOf(line: string, edges: readonly number[]): string[] {
  if (edges.length > 1 && edges.every((edge) => line[edge] === "|")) {
    return edges.slice(1).map((edge, index) => line.slice((edges[index] ?? 0) + 1, edge).trim());
  }
  const inner = line.trim().replace(/^\||\|$/g, "");
  const cells = inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
  // In Markdown people set values like code.
  return edges.length > 0 ? cells : cells.map((cell) => /^`([^`]*)`$/.exec(cell)?.[1] ?? cell);
}

/** A job's error holds bars (`code=X | message`), which nobody escapes by hand: then its cells are one. */
function withWholeError(names: readonly string[], cells: readonly string[]): readonly string[] {
  const at = names.indexOf("last_error");
  const more = cells.length - names.length;
  if (at < 0 || more <= 0) return cells;
  return [...cells.slice(0, at), cells.slice(at, at + more + 1).join(" | "), ...cells.slice(at + more + 1)];
}
