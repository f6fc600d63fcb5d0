/** An SQL statement with its values, as the request of a database operation holds it. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

export function statementIn(text: string): Statement | undefined {
  const value = json(text);
  if (!isObject(value) || typeof value.sql !== "string") return undefined;
  return { sql: value.sql, values: Array.isArray(value.values) ? value.values : [] };
}

/** Rows that a statement answered with. */
export function rowsIn(text: string): readonly Readonly<Record<string, unknown>>[] | undefined {
  const rows = json(text);
  return Array.isArray(rows) && rows.length > 0 && rows.every(isObject) ? rows : undefined;
}

/** Indentation of the source code taken out, so that the statement's own shape is seen. */
export function dedented(sql: string): string {
  return sql.replace(/\n\s+/g, "\n  ");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
