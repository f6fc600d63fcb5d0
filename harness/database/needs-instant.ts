const FUNCTIONS_OF_TIME =
  /\b(NOW|SYSDATE|UNIX_TIMESTAMP|(CUR|CURRENT_|UTC_)(DATE|TIME|TIMESTAMP)|LOCALTIME(STAMP)?|TIMESTAMP)\b/i;
const OF_TRANSACTIONS = /^\s*(START\s+TRANSACTION|BEGIN|COMMIT|ROLLBACK)\b/i;
const READS = /^\s*SELECT\b/i;

/**
 * Whether a statement's effect may depend on the instant at which it is issued. Not so a read that calls no function
 * of time, or the begin and end of a transaction; all others do, because columns may have the instant as their default.
 */
export function needsInstant(sql: string): boolean {
  if (OF_TRANSACTIONS.test(sql)) return false;
  return !READS.test(sql) || FUNCTIONS_OF_TIME.test(sql);
}
