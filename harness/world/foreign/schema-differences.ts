import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import type { Row } from "../../database/row-watch.ts";
import { errorNumber } from "../../database/session.ts";
import { columnsLacking, fixedTables } from "./fixed-schema.ts";

const UNKNOWN_COLUMN = 1054;
const NO_SUCH_TABLE = 1146;

/**
 * What a failed statement of a story means on a schema of the user's: one that needs what only the fixed schema has says
 * nothing about this system. Any other failure stays what it is.
 */
export function explainOnForeignSchema(failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure;
  const absent = absentOf(failure);
  return absent === undefined ? failure : new NotOnThisBackend(`needs ${absent}, which the system's schema has not`);
}

/** The row; reading a column that it lacks and the fixed schema has throws NotOnThisBackend. */
export function onForeignSchema(table: string, row: Row): Row {
  for (const column of columnsLacking(table, row)) {
    // Not enumerable, so that whoever copies or prints the row sees what is there.
    Object.defineProperty(row, column, {
      enumerable: false,
      get: () => {
        throw new NotOnThisBackend(`needs the column ${table}.${column}, which the system's schema has not`);
      },
    });
  }
  return row;
}

function absentOf(failure: Error): string | undefined {
  const number = errorNumber(failure);
  if (number === NO_SUCH_TABLE) {
    const [, table = ""] = /Table '(?:.*\.)?([^'.]+)' doesn't exist/.exec(failure.message) ?? [];
    return fixedTables().has(table) ? `the table ${table}` : undefined;
  }
  if (number !== UNKNOWN_COLUMN) return undefined;
  const [, column = ""] = /Unknown column '(?:[^'.]*\.)*([^'.]+)'/.exec(failure.message) ?? [];
  return [...fixedTables().values()].some((columns) => columns.includes(column)) ? `the column ${column}` : undefined;
}
