import type { Fact } from "../../../../scenario/facts/fact.ts";
import { factOfCells } from "../cells.ts";
import { type Form, type Problem, placeOf } from "../form.ts";
import { factsInJson } from "../shapes/facts-in-json.ts";

/** The name of a command or of a list in the middle of its own line. */
const TITLE = /^\s*\|{1,4} +([A-Z][A-Za-z0-9]{3,60}) +\|{1,4}\s*$/;
const ROW = /^\s*\|/;
const BORDER = /^\s*[|+]*[-+]{5,}[|+]*\s*$/;
const LONGEST_LINES = 20_000;

/** What the AWS CLI prints with `--output table`: a title, then names beside values, or values below their names. */
export const awsTable: Form = (lines, index) => {
  if (!TITLE.test(lines.text[index] ?? "")) return undefined;
  const facts: Fact[] = [];
  let next = index + 1;
  let names: readonly string[] | undefined;
  let pairs: [string, string][] = [];
  let from = index;
  const endPairs = (): void => {
    const place = placeOf(lines, from);
    const object = Object.fromEntries(pairs);
    facts.push(...(factsInJson(object, { place, text: JSON.stringify(object) }) ?? []));
    pairs = [];
  };
  for (; next - index < LONGEST_LINES; next++) {
    const line = lines.text[next] ?? "";
    if (BORDER.test(line)) continue;
    if (!ROW.test(line)) break;
    const cells = cellsOf(line);
    if (cells.length === 1 && TITLE.test(line)) {
      endPairs();
      names = undefined;
      continue;
    }
    const isHead = cells.length > 2 && cells.every((cell) => /^[A-Za-z]\w*$/.test(cell));
    if (isHead && BORDER.test(lines.text[next + 1] ?? "")) {
      names = cells;
      continue;
    }
    const [name = "", value = ""] = cells;
    const place = placeOf(lines, next);
    const unnamed = factOfCells(cells, place);
    if (names?.length === cells.length) {
      const object = Object.fromEntries(names.map((one, column) => [one, cells[column] ?? ""]));
      facts.push(...(factsInJson(object, { place, text: line }) ?? (unnamed ? [unnamed] : [])));
    } else if (cells.length === 2 && /^[A-Za-z]\w*$/.test(name)) {
      if (pairs.length === 0) from = next;
      // The next of several that are shown one below the other.
      if (pairs.some(([known]) => known === name)) endPairs();
      pairs.push([name, value]);
    } else if (unnamed) facts.push(unnamed);
  }
  endPairs();
  if (facts.length > 0) return { facts, next };
  const problems: Problem[] = [{ place: placeOf(lines, index), reason: "a table of the AWS CLI of no known shape" }];
  return { facts, problems, next };
};

function cellsOf(line: string): readonly string[] {
  const inner = line.trim().replace(/^\|+|\|+$/g, "");
  // A text may hold bars; between cells two spaces follow.
  return inner.split(/\|(?= {2})/).map((cell) => cell.trim());
}
