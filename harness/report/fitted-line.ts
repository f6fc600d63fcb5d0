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
  const margin = Math.min(indent >= labelWidth || /^\s*[-+] /.test(plain) ? indent + 2 : labelWidth, columns >> 1);
  const [first = "", ...rest] = wrappedText(plain, columns);
  const more = wrappedText([first, ...rest].join(" ").slice(first.length + 1), columns - margin);
  const shown = more.slice(0, MOST_LINES - 1);
  const cut = more.length > shown.length ? shown.with(-1, `${shown.at(-1)} …`) : shown;
  return [first, ...cut.map((text) => " ".repeat(margin) + text)];
}
