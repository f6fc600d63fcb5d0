import type { Connection, RowDataPacket } from "mysql2/promise";
import { waitOnMachine } from "../clock/machine-time.ts";
import { errorNumber } from "./session.ts";
import type { SentStatement } from "./sql-connection.ts";

const QUERY_INTERRUPTED = 1317;
/** A statement that does not wait returns much sooner. */
const PROMPT_MS = 2;
/** A wait that closes a cycle is visible for some microseconds before the server breaks it, so check again. */
const SIGHTINGS = 3;

/**
 * MySQL 9 leaves out of its status a transaction that has not written yet, as at a foreign key's check. Its
 * information_schema has it, but is refreshed only when nobody has looked for 100 ms.
 */
const CHECKS_BEFORE_SCHEMA = 55;

interface Wait {
  sightings: number;
  /** Number of checks after which a wait is certain. */
  needed: number;
  /** Its transaction holds locks that others may wait for. */
  readonly holdsLocks: boolean;
}

/**
 * The statements of one world that wait for a row lock. They really wait, at the server: it queues them, finds
 * deadlocks and picks the victim, and a waiting INSERT keeps the id it was given. What is modelled is only *when* the
 * waiter hears of it. All methods are real work.
 */
export class LockWaits {
  readonly #side: Connection;
  /** In the order in which they began to wait. */
  readonly #waiting = new Map<SentStatement, Wait>();

  constructor(side: Connection) {
    this.#side = side;
  }

  get some(): boolean {
    return this.#waiting.size > 0;
  }

  /** Returns when the statement has settled or counts as waiting; only an open transaction can make it wait. */
  async watch(sent: SentStatement, mayWait: boolean, holdsLocks: boolean): Promise<void> {
    if (!mayWait) return sent.done;
    await Promise.race([sent.done, waitOnMachine(PROMPT_MS)]);
    if (sent.settlement) return;
    const mayDeadlock = holdsLocks && [...this.#waiting.values()].some((wait) => wait.holdsLocks);
    this.#waiting.set(sent, { sightings: 0, needed: mayDeadlock ? Number.POSITIVE_INFINITY : SIGHTINGS, holdsLocks });
  }

  /** Waits until every waiter has either settled or certainly still waits; returns those that have settled. */
  async settled(): Promise<SentStatement[]> {
    for (let check = 1; this.#unsure(); check++) {
      const before = this.#settledNow().length;
      const slow = check % CHECKS_BEFORE_SCHEMA === 0;
      const threads = await (slow ? this.#threadsOfSchema() : this.#threadsOfStatus());
      // One that has just settled (a deadlock's victim) may have freed others, so they are checked again.
      const stale = this.#settledNow().length !== before;
      for (const [sent, wait] of this.#waiting) {
        const seen = wait.sightings + (slow ? Number.POSITIVE_INFINITY : 1);
        wait.sightings = threads.has(sent.threadId) && !stale ? seen : 0;
      }
      if (this.#unsure()) await waitOnMachine(PROMPT_MS);
      if (this.#settledNow().length !== before) for (const wait of this.#waiting.values()) wait.sightings = 0;
    }
    const settled = this.#settledNow();
    for (const sent of settled) this.#waiting.delete(sent);
    // Statements that the next one frees are no longer listed, so one check is enough.
    for (const wait of this.#waiting.values()) {
      wait.sightings = 0;
      wait.needed = 1;
    }
    return settled;
  }

  /** Ends a wait that has lasted too long, like the server's own time-out: the transaction stays open. */
  async giveUp(sent: SentStatement): Promise<void> {
    if (!sent.settlement) await this.#side.query(`KILL QUERY ${sent.threadId}`);
    await sent.done;
    this.#waiting.delete(sent);
    if (sent.settlement && "error" in sent.settlement && errorNumber(sent.settlement.error) === QUERY_INTERRUPTED) {
      sent.settlement = { error: lockWaitTimeout() };
    }
  }

  #settledNow(): SentStatement[] {
    return [...this.#waiting.keys()].filter((sent) => sent.settlement);
  }

  #unsure(): boolean {
    for (const [sent, wait] of this.#waiting) if (!sent.settlement && wait.sightings < wait.needed) return true;
    return false;
  }

  async #threadsOfStatus(): Promise<Set<number>> {
    const [[row]] = await this.#side.query<RowDataPacket[]>("SHOW ENGINE INNODB STATUS");
    const status = String(row?.Status);
    const transactions = status.slice(status.indexOf("LIST OF TRANSACTIONS FOR EACH SESSION")).split("---TRANSACTION");
    const waiting = transactions.filter((transaction) => /^LOCK WAIT /m.test(transaction));
    return new Set(waiting.map((transaction) => Number(/thread id (\d+)/.exec(transaction)?.[1])));
  }

  async #threadsOfSchema(): Promise<Set<number>> {
    const [rows] = await this.#side.query<RowDataPacket[]>(
      "SELECT trx_mysql_thread_id AS thread FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'",
    );
    return new Set(rows.map((row) => Number(row.thread)));
  }
}

/** In the form of mysql2. */
function lockWaitTimeout(): Error {
  return Object.assign(new Error("Lock wait timeout exceeded; try restarting transaction"), {
    code: "ER_LOCK_WAIT_TIMEOUT",
    errno: 1205,
    sqlState: "HY000",
  });
}
