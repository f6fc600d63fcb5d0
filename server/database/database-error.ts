/** "No rows" where one row was required; the text is the Go driver's and appears in the server's log. */
export class NoRowsError extends Error {
  override readonly name = "NoRowsError";

  constructor() {
    super("sql: no rows in result set");
  }
}

/** A failure that the database reported, in the words of the Go driver: `Error 1406 (22001): Data too long …`. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";

  static of(cause: unknown): DatabaseError {
    if (cause instanceof DatabaseError) return cause;
    return new DatabaseError(driverText(cause), { cause });
  }
}

/**
 * A transaction could not be started or committed, which has been logged. The client of the route gets the message with
 * status 500 (docs/contract/http-api.md 2).
 */
export class TransactionError extends Error {
  override readonly name = "TransactionError";
}

function driverText(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { errno, sqlState, sqlMessage, code, address, port } = cause as Error & Readonly<Record<string, unknown>>;
  if (typeof errno === "number" && typeof sqlMessage === "string") {
    return `Error ${errno} (${typeof sqlState === "string" ? sqlState.replace("#", "") : "HY000"}): ${sqlMessage}`;
  }
  if (code === "ECONNREFUSED") return `dial tcp ${address}:${port}: connect: connection refused`;
  return cause.message;
}
