import type { Connection, RowDataPacket } from "mysql2/promise";
import { waitOnMachine } from "../clock/machine-time.ts";
import { errorNumber } from "./session.ts";
import type { SentStatement } from "./sql-connection.ts";

const QUERY_INTERRUPTED = 1317;
/** A statement that does not wait is back long before. */
const PROMPT_MS = 2;
/** A wait that closes a cycle is seen as a wait for some microseconds before the server breaks it; so look again. */
const SIGHTINGS = 3;

/**
 * The statements of one world that wait for a row lock. They really wait, at the server: it queues them, finds
 * deadlocks and picks the victim, and a waiting INSERT keeps the id it was given. What is modelled is only *when* the
 * waiter hears of it. All methods are real work.
 */
export class LockWaits {
  readonly #side: Connection;
  /** In the order in which they began to wait. */
  readonly #waiting = new Map<SentStatement, number>();

  constructor(side: Connection) {
    this.#side = side;
  }

  get some(): boolean {
    return this.#waiting.size > 0;
  }

  /** Returns when the statement has settled or surely waits for a lock; only an open transaction can make it wait. */
  async watch(sent: SentStatement, mayWait: boolean): Promise<void> {
    if (!mayWait) return sent.done;
    await Promise.race([sent.done, waitOnMachine(PROMPT_MS)]);
    if (!sent.settlement) this.#waiting.set(sent, 0);
  }

  /** Waits until every waiter has either settled or surely still waits; returns those that have settled. */
  async settled(): Promise<SentStatement[]> {
    while (this.#unsure()) {
      const threads = await this.#threadsInLockWait();
      for (const [sent, sightings] of this.#waiting) {
        if (!sent.settlement) this.#waiting.set(sent, threads.has(sent.threadId) ? sightings + 1 : 0);
      }
      if (this.#unsure()) await waitOnMachine(PROMPT_MS);
    }
    const settled = [...this.#waiting.keys()].filter((sent) => sent.settlement);
    for (const sent of settled) this.#waiting.delete(sent);
    // What waits now may be freed by the next statement: one sighting is then enough.
    for (const sent of this.#waiting.keys()) this.#waiting.set(sent, SIGHTINGS - 1);
    return settled;
  }

  /** Ends a wait that has lasted too long, as the server's own time-out would: the transaction stays open. */
  async giveUp(sent: SentStatement): Promise<void> {
    if (!sent.settlement) await this.#side.query(`KILL QUERY ${sent.threadId}`);
    await sent.done;
    this.#waiting.delete(sent);
    if (sent.settlement && "error" in sent.settlement && errorNumber(sent.settlement.error) === QUERY_INTERRUPTED) {
      sent.settlement = { error: lockWaitTimeout() };
    }
  }

  #unsure(): boolean {
    for (const [sent, sightings] of this.#waiting) if (!sent.settlement && sightings < SIGHTINGS) return true;
    return false;
  }

  /** The only place where the server tells this at once: its information_schema is up to 100 ms old. */
  async #threadsInLockWait(): Promise<Set<number>> {
    const [[row]] = await this.#side.query<RowDataPacket[]>("SHOW ENGINE INNODB STATUS");
    const status = String(row?.Status);
    const transactions = status.slice(status.indexOf("LIST OF TRANSACTIONS FOR EACH SESSION")).split("---TRANSACTION");
    const waiting = transactions.filter((transaction) => /^LOCK WAIT /m.test(transaction));
    return new Set(waiting.map((transaction) => Number(/thread id (\d+)/.exec(transaction)?.[1])));
  }
}

/** As mysql2 would give it. */
function lockWaitTimeout(): Error {
  return Object.assign(new Error("Lock wait timeout exceeded; try restarting transaction"), {
    code: "ER_LOCK_WAIT_TIMEOUT",
    errno: 1205,
    sqlState: "HY000",
  });
}
