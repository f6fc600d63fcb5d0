import { printable } from "../support/printable.ts";

const INDENT = "  ";
const LINE_LENGTH = 120;

/** Each reason once, with the ids behind it below; reasons with most ids first. */
export function foldedBy<T>(
  list: readonly T[],
  reasonOf: (element: T) => string,
  idOf: (element: T) => string,
): readonly string[] {
  const groups = Map.groupBy(list, reasonOf);
  return [...groups]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([reason, elements]) => [
      `${INDENT}${printable(reason)}`,
      ...wrapped(elements.map(idOf).toSorted()).map((line) => `${INDENT}${INDENT}${line}`),
    ]);
}

function wrapped(ids: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const id of ids) {
    const last = lines.at(-1);
    if (last === undefined || last.length + id.length + 2 > LINE_LENGTH) lines.push(id);
    else lines[lines.length - 1] = `${last}, ${id}`;
  }
  return lines.map((line, index) => (index < lines.length - 1 ? `${line},` : line));
}
