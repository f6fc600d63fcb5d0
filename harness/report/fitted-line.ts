import { stripVTControlCharacters } from "node:util";
import { wrappedText } from "./wrapped-text.ts";

/** A line that is broken so often fills a screen. */
const MOST_LINES = 6;

/**
 * A line as it fits into a terminal: broken between words, and what follows stands below the first word that is no label. A
 * line with colours that does not fit loses them, because an escape sequence cannot be cut.
 */
export function fitted(line: string, columns: number | undefined, labelWidth: number): readonly string[] {
  const plain = stripVTControlCharacters(line);
  if (columns === undefined || plain.length <= columns) return [line];
  const indent = plain.length - plain.trimStart().length;
  const labelled = indent < labelWidth && /^ {2}[a-z]/.test(plain);
  const margin = Math.min(labelled ? labelWidth : indent + 2, columns >> 1);
  const [first = ""] = wrappedText(plain, columns);
  const more = wrappedText(plain.slice(first.length).trimStart(), columns - margin);
  const shown = more.slice(0, MOST_LINES - 1);
  const cut = more.length > shown.length ? shown.with(-1, `${shown.at(-1)} …`) : shown;
  return [first, ...cut.map((text) => " ".repeat(margin) + text)];
}
