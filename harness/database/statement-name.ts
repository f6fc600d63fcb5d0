/** How a statement appears in the trace and how faults are aimed at it: `UPDATE media_assets`, `COMMIT`. */
export interface StatementName {
  readonly operation: string;
  /** The first table it names; empty when it names none. */
  readonly table: string;
}

const TABLE = "`?([A-Za-z_][\\w$]*)`?";
const FIRST_TABLE = new RegExp(`\\b(?:FROM|INTO|JOIN|UPDATE|TABLE)\\s+(?:IGNORE\\s+|IF\\s+EXISTS\\s+)?${TABLE}`, "i");

export function nameStatement(sql: string): StatementName {
  const text = sql.replace(/\/\*[\s\S]*?\*\/|--[^\n]*\n/g, " ").trim();
  const verb = (/^[A-Za-z]+/.exec(text)?.[0] ?? "SQL").toUpperCase();
  if (verb === "START") return { operation: "BEGIN", table: "" };
  const table = FIRST_TABLE.exec(text)?.[1] ?? "";
  return { operation: table === "" ? verb : `${verb} ${table}`, table };
}

/** Statements after whose failure nobody can tell whether the transaction is still open. */
export function endsTransaction(operation: string): boolean {
  return operation === "COMMIT" || operation === "ROLLBACK";
}
