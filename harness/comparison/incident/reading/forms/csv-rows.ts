import { parse } from "csv-parse/sync";
import { endsBlock, type Form, placeOf } from "../form.ts";
import { nullable, plainName, rowFact, tableOfHead } from "../table-of.ts";

const DELIMITERS = [",", "\t", ";"] as const;
const LONGEST_LINES = 20_000;

/** Spreadsheets put cells in quotes that begin with one; `mysql --batch` never does, whatever JSON stands in a cell. */
const QUOTED_CELL = /(^|\t)"/;

/** CSV with a head, as clients export it, and the lines that `mysql --batch` separates by tabs. */
export const csvRows: Form = (lines, index) => {
  const head = lines.text[index] ?? "";
  const namesBy = (delimiter: string): readonly string[] => head.split(delimiter).map(plainName);
  const delimiter = DELIMITERS.find(
    (one) => head.includes(one) && tableOfHead(lines, index, namesBy(one)) !== undefined,
  );
  if (delimiter === undefined) return undefined;
  const names = namesBy(delimiter);
  const table = tableOfHead(lines, index, names) ?? "";
  const block = lines.text.slice(index + 1, endOfBlock(lines.text, index + 1));
  const isTabbed = delimiter === "\t" && !block.some((line) => QUOTED_CELL.test(line));
  const next = isTabbed ? index + 1 + block.length : endOfCsv(lines.text, index + 1);
  const text = lines.text.slice(index + 1, next).join("\n");
  try {
    const records: readonly unknown[] = parse(text, {
      delimiter,
      info: true,
      quote: isTabbed ? null : '"',
      escape: text.includes('\\"') && !text.includes('""') ? "\\" : '"',
      relax_quotes: true,
    });
    const facts = records.map((parsed) => {
      // With `info` each record comes with the place of its end, which the library's types do not know.
      const { record, info } = parsed as { readonly record: string[]; readonly info: { readonly lines: number } };
      const values = record.map((value) =>
        value === "" || nullable(value) === null ? null : unescaped(value, isTabbed),
      );
      return rowFact(placeOf(lines, index + info.lines), table, names, values);
    });
    return { facts, next };
  } catch (error) {
    const reason = `CSV that cannot be read: ${error instanceof Error ? error.message : error}`;
    return { facts: [], problems: [{ place: placeOf(lines, index), reason }], next };
  }
};

function endOfBlock(text: readonly string[], from: number): number {
  let index = from;
  while (index < text.length && index - from < LONGEST_LINES && !endsBlock(text[index])) index++;
  return index;
}

/** A blank line or a fence outside of quotes ends the rows. */
export function endOfCsv(text: readonly string[], from: number): number {
  let quotes = 0;
  let index = from;
  for (; index < text.length && index - from < LONGEST_LINES; index++) {
    if (quotes % 2 === 0 && endsBlock(text[index])) break;
    quotes += (text[index] ?? "").split('"').length - 1;
  }
  return index;
}

/** What `mysql --batch` escapes. */
function unescaped(value: string, isTabbed: boolean): string {
  if (!isTabbed) return value;
  return value.replace(/\\([ntr0\\])/g, (_, one: string) => ({ n: "\n", t: "\t", r: "\r", "0": "\0" })[one] ?? "\\");
}
