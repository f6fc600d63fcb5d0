import type { Connection } from "mysql2/promise";
import { LockWaits } from "./lock-waits.ts";
import type { RowChange, RowWatch } from "./row-watch.ts";
import { isHeader, type SentStatement, type SqlConnection, type Statement } from "./sql-connection.ts";

/** Effects of one piece of real work at the database. */
export interface Effects {
  /** Committed changes of watched rows. */
  readonly changes: readonly RowChange[];
  /** Statements of others whose wait for a lock has ended, in the order in which they began to wait. */
  readonly freed: readonly SentStatement[];
}

export const NO_EFFECTS: Effects = { changes: [], freed: [] };

/** The real half of a world's pool: everything here happens inside the work of `clock.run`, one piece at a time. */
export class StatementRoom {
  readonly #waits: LockWaits;
  readonly #watch: RowWatch;
  readonly #connections: readonly SqlConnection[];

  constructor(side: Connection, watch: RowWatch, connections: readonly SqlConnection[]) {
    this.#waits = new LockWaits(side);
    this.#watch = watch;
    this.#connections = connections;
  }

  /** Sends a statement and returns when it has settled or waits for a lock; `sent.settlement` tells which. */
  async send(connection: SqlConnection, statement: Statement): Promise<Effects & { sent: SentStatement }> {
    const wasOpen = connection.inTransaction;
    const othersOpen = this.#waits.some || this.#connections.some((each) => each !== connection && each.inTransaction);
    const heldLocks = connection.holdsLocks;
    const sent = await connection.send(statement);
    await this.#waits.watch(sent, othersOpen, heldLocks);
    const freed = (await this.#freed()).filter((each) => each !== sent);
    return { sent, freed, changes: await this.#committed(connection, wasOpen, sent) };
  }

  /** Changes of a statement that waited, after it was freed. */
  async finish(connection: SqlConnection, sent: SentStatement): Promise<Effects> {
    return { freed: [], changes: await this.#committed(connection, false, sent) };
  }

  /** Ends a wait that has lasted longer than the server's time-out. */
  async giveUp(connection: SqlConnection, sent: SentStatement): Promise<Effects> {
    await this.#waits.giveUp(sent);
    return { freed: await this.#freed(), changes: await this.#committed(connection, false, sent) };
  }

  async rollback(connection: SqlConnection): Promise<Effects> {
    await connection.rollback();
    return { freed: await this.#freed(), changes: [] };
  }

  async #freed(): Promise<SentStatement[]> {
    return this.#waits.some ? this.#waits.settled() : [];
  }

  /** When this statement freed a waiter that commits by itself, the same comparison shows both changes. */
  async #committed(connection: SqlConnection, wasOpen: boolean, sent: SentStatement): Promise<readonly RowChange[]> {
    if (connection.inTransaction || !sent.settlement || !("answer" in sent.settlement)) return [];
    const [header] = sent.settlement.answer;
    const mayHaveChanged = isHeader(header) && (wasOpen || header.affectedRows > 0);
    return mayHaveChanged ? this.#watch.changes() : [];
  }
}
