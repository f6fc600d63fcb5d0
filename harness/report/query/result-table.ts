import { printable } from "../../support/printable.ts";
import type { QueryResult } from "./query-run.ts";

/** A wider cell is cut; as JSON it is whole. */
const WIDEST = 100;

/** An answer as an aligned table; numbers stand at the right. */
export function resultTable({ columns, lines }: QueryResult): string[] {
  const cells = lines.map((line) => line.map(cellText));
  const widths = columns.map((column, index) =>
    cells.reduce((width, line) => Math.max(width, lengthOf(line[index] ?? "")), lengthOf(column)),
  );
  const numeric = columns.map((_column, index) =>
    lines.every((line) => line[index] === null || typeof line[index] === "number"),
  );
  const aligned = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index] ?? 0, numeric[index] === true))
      .join("  ")
      .trimEnd();
  return [aligned(columns), widths.map((width) => "─".repeat(width)).join("  "), ...cells.map(aligned)];
}

function cellText(value: unknown): string {
  if (value === null) return "–";
  const text = printable(String(value).replaceAll("\n", "\\n"), Number.POSITIVE_INFINITY);
  return lengthOf(text) <= WIDEST ? text : `${[...text].slice(0, WIDEST - 1).join("")}…`;
}

function padded(text: string, width: number, right: boolean): string {
  const room = " ".repeat(Math.max(0, width - lengthOf(text)));
  return right ? room + text : text + room;
}

/** In characters as people count them. */
function lengthOf(text: string): number {
  return [...text].length;
}
