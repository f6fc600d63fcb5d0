/** A file of the user's: tables, rows, routines. `path` is where it was read, for messages and for `LOAD DATA`. */
export interface SqlFile {
  readonly path: string;
  readonly sql: string;
}

/** One statement as it stands in its file. */
export interface SqlStatement {
  readonly path: string;
  /** Of its first word, counted from 1. */
  readonly line: number;
  /** From its first word, without the delimiter. */
  readonly sql: string;
}

/** Something in the files that no server can take; `what` is a sentence. */
export interface SqlMistake {
  readonly path: string;
  readonly line: number;
  readonly what: string;
  /** How the statement begins. */
  readonly statement: string;
}

/** The first words of a statement on one line, for messages. */
export function beginningOf(sql: string, longest = 70): string {
  const text = sql
    .slice(0, 8 * longest)
    .replace(/\s+/g, " ")
    .trim();
  return text.length <= longest ? text : `${text.slice(0, longest)} …`;
}
