import { parse } from "csv-parse/sync";
import type { CsvFormat } from "../definition/distributed-map.ts";
import type { Json } from "../json/json.ts";
import { javaHashOrder } from "../query/java-hash-order.ts";
import { readerFailure } from "./reader-failure.ts";

/** Stand for escaped characters while the text is split; they can never be part of a text (Unicode noncharacters). */
const BACKSLASH = "\ufdd0";
const QUOTE = "\ufdd1";
const DELIMITER = "\ufdd2";
const STAND_INS = /[\ufdd0-\ufdd2]/g;

/**
 * The rows of a CSV file as objects of texts. As AWS documents: missing columns are empty texts, surplus ones are left
 * out, quoted fields may hold delimiters and line ends, a backslash escapes itself, quotation marks and the delimiter and
 * is dropped before anything else. The columns are in the order of a Java HashMap, and headers must not repeat (recorded:
 * test_map_item_reader_csv_headers_first_row_typed_headers, test_map_item_reader_csv_headers_decl_duplicate_headers).
 */
export function readCsv(text: string, format: CsvFormat, maximum: number): Json[] {
  const rows = readCsvRows(text, format.delimiter, format.headers ? maximum : maximum + 1);
  const headers = format.headers ?? rows.shift() ?? [];
  if (new Set(headers).size < headers.length) throw readerFailure("CSV headers cannot contain duplicates.");
  const columns = javaHashOrder(headers).map((header) => [header, headers.indexOf(header)] as const);
  return rows.map((row) => new Map(columns.map(([header, column]) => [header, row[column] ?? ""])));
}

/** The rows of a CSV file as lists of texts. */
export function readCsvRows(text: string, delimiter: string, maximum: number): string[][] {
  const escaped = text.includes("\\");
  let rows: string[][];
  try {
    rows = parse(escaped ? hideEscapes(text, delimiter) : text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      // Quotation marks are doubled also where nothing is quoted (AWS: example-csv-parse-dist-map).
      cast: (field, { quoting }) => (quoting ? field : field.replaceAll('""', '"')),
      to: maximum,
    });
  } catch (error) {
    throw readerFailure(`The CSV file could not be parsed: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!escaped) return rows;
  const meanings: Record<string, string> = { [BACKSLASH]: "\\", [QUOTE]: '"', [DELIMITER]: delimiter };
  return rows.map((row) => row.map((field) => field.replace(STAND_INS, (standIn) => meanings[standIn] ?? "")));
}

function hideEscapes(text: string, delimiter: string): string {
  return text.replace(/\\([\s\S]?)/g, (_, character: string) => {
    if (character === "\\") return BACKSLASH;
    if (character === '"') return QUOTE;
    return character === delimiter ? DELIMITER : character;
  });
}
