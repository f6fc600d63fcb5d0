import type { Row } from "../../../database/row-watch.ts";

/** Rows of one table as a client shows, copies or exports them; never of no rows. */
export type RowForm = (table: string, rows: readonly Row[]) => string;

const namesOf = (rows: readonly Row[]): readonly string[] => Object.keys(rows[0] ?? {});

const shown = (value: unknown): string => (value === null ? "NULL" : String(value));

const asJson: RowForm = (table, rows) => JSON.stringify({ [table]: rows }, undefined, 1);

const asWorkbenchCopies: RowForm = (_, rows) =>
  [
    `# ${namesOf(rows).join(", ")}`,
    ...rows.map((row) =>
      Object.values(row)
        .map((value) => (value === null ? "NULL" : `'${escaped(String(value)).replaceAll("\n", "\\n")}'`))
        .join(", "),
    ),
  ].join("\n");

const escaped = (text: string): string => text.replace(/[\\'"]/g, "\\$&");

const separated =
  (separator: string, all: boolean): RowForm =>
  (_, rows) => {
    const cell = (text: string): string => (all ? `"${text.replaceAll('"', '""')}"` : inQuotesIfNeeded(text));
    return [
      namesOf(rows).map(cell).join(separator),
      ...rows.map((row) =>
        Object.values(row)
          .map((value) => (value === null ? "NULL" : cell(String(value))))
          .join(separator),
      ),
    ].join("\n");
  };

const inQuotesIfNeeded = (text: string): string => (/[",\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const asInserts: RowForm = (table, rows) =>
  rows
    .map((row) => {
      const values = Object.values(row).map((value) =>
        value === null ? "NULL" : `'${String(value).replaceAll("\\", "\\\\").replaceAll("'", "''")}'`,
      );
      return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")});`;
    })
    .join("\n");

/** `mysql`'s `\G`. */
const asVertical: RowForm = (_, rows) =>
  rows
    .map((row, index) => {
      const width = Math.max(...Object.keys(row).map((name) => name.length));
      const stars = "*".repeat(27);
      return [
        `${stars} ${index + 1}. row ${stars}`,
        ...Object.entries(row).map(([name, value]) => `${name.padStart(width)}: ${shown(value)}`),
      ].join("\n");
    })
    .join("\n");

/** What `mysql --batch` prints, and what grids of clients copy. */
const asTabs: RowForm = (_, rows) =>
  [
    namesOf(rows).join("\t"),
    ...rows.map((row) =>
      Object.values(row)
        .map((value) => shown(value).replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t"))
        .join("\t"),
    ),
  ].join("\n");

const grid = (rows: readonly Row[]): { readonly cells: readonly (readonly string[])[]; readonly widths: number[] } => {
  const cells = [namesOf(rows), ...rows.map((row) => Object.values(row).map(shown))];
  const widths = namesOf(rows).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return { cells, widths };
};

/** What `mysql` prints. */
const asDrawnTable: RowForm = (_, rows) => {
  const { cells, widths } = grid(rows);
  const border = `+${widths.map((width) => "-".repeat(width + 2)).join("+")}+`;
  const [head = "", ...body] = cells.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return [border, head, border, ...body, border, `${rows.length} rows in set (0.00 sec)`].join("\n");
};

const asMarkdown: RowForm = (_, rows) => {
  const { cells } = grid(rows);
  const [head = "", ...body] = cells.map(
    (line) => `| ${line.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
  return [head, `|${" --- |".repeat(namesOf(rows).length)}`, ...body].join("\n");
};

/** As `psql` and clients that print like it. */
const asOpenTable: RowForm = (_, rows) => {
  const { cells, widths } = grid(rows);
  const [head = "", ...body] = cells.map(
    (line) => ` ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")}`,
  );
  return [head, widths.map((width) => "-".repeat(width + 2)).join("+"), ...body, `(${rows.length} rows)`].join("\n");
};

/** As `psql` prints with `\x`. */
const asRecords: RowForm = (_, rows) =>
  rows
    .map((row, index) => {
      const width = Math.max(...Object.keys(row).map((name) => name.length));
      return [
        `-[ RECORD ${index + 1} ]${"-".repeat(width)}`,
        ...Object.entries(row).map(([name, value]) => `${name.padEnd(width)} | ${value === null ? "" : String(value)}`),
      ].join("\n");
    })
    .join("\n");

export const ROW_FORMS = {
  json: asJson,
  "workbench copies": asWorkbenchCopies,
  "workbench csv": separated(",", false),
  "csv in quotes": separated(";", true),
  inserts: asInserts,
  "mysql \\G": asVertical,
  tabs: asTabs,
  "mysql table": asDrawnTable,
  markdown: asMarkdown,
  "open table": asOpenTable,
  records: asRecords,
} as const satisfies Readonly<Record<string, RowForm>>;
