import type { CommittedRows } from "./committed-rows.ts";
import type { AnswerSummary } from "./protocol/answer-scanner.ts";
import { STATUS } from "./protocol/status.ts";

const DEADLOCK = 1213;
/** Statements that end a transaction and leave another open. */
const COMMITS_AND_GOES_ON = /\bCOMMIT\b|\bBEGIN\b|\bSTART\s+TRANSACTION\b|^\s*(?:CREATE|ALTER|DROP|RENAME|TRUNCATE)\b/i;

/** Whether a connection has a transaction open, as the engine says, and whether a commit may show changes of watched rows. */
export class Transaction {
  isOpen = false;
  /** Something that may have changed watched rows was not looked for yet. */
  #touched = false;
  readonly #rows: CommittedRows;

  constructor(rows: CommittedRows) {
    this.#rows = rows;
  }

  /** Takes an answer to `sql`; tells whether committed changes are to be looked for. `whole`: the text was not cut. */
  answered(sql: string, whole: boolean, { error, status, results }: AnswerSummary): boolean {
    if (error?.number === DEADLOCK) this.isOpen = false;
    if (status !== undefined) this.isOpen = (status & STATUS.IN_TRANSACTION) !== 0;
    const [only] = results;
    const nothing = results.length === 1 && only && "changed" in only && only.changed.affectedRows === 0;
    const failed = error !== undefined && results.length === 0;
    if (!failed && !(nothing && PLAIN_CHANGE.test(sql))) this.#touched ||= this.#rows.mayTouch(sql, whole);
    if (!this.#touched || (this.isOpen && !COMMITS_AND_GOES_ON.test(sql))) return false;
    this.#touched = false;
    return true;
  }

  /** The engine has rolled it back without having been asked by the client. */
  lost(): void {
    this.isOpen = false;
    this.#touched = false;
  }
}

const PLAIN_CHANGE = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b/i;
