import type { Connection, ExecuteValues } from "mysql2/promise";
import type { SqlValue } from "../../server/ports.ts";
import type { EngineDescription } from "./engine/engine.ts";
import { needsInstant } from "./needs-instant.ts";
import { errorNumber, openConnection, sessionSetup } from "./session.ts";

export interface Statement {
  readonly sql: string;
  /** Present: prepared, as the Go driver does; absent: sent as text. */
  readonly values?: readonly SqlValue[];
  /** `SET timestamp` for the instant of issue. */
  readonly timestamp: string;
}

export type Settlement = { readonly answer: [unknown, unknown] } | { readonly error: unknown };

const DEADLOCK = 1213;
/** Bit of an answer's server status: a transaction is open. */
const IN_TRANSACTION = 1;

/** A statement at the server: under way, waiting for a row lock there, or settled. */
export class SentStatement {
  readonly threadId: number;
  settlement: Settlement | undefined;
  /** Settles when the statement does, and never fails. */
  readonly done: Promise<void>;
  /** Resolved after the delivery that freed the lock. */
  readonly freed = Promise.withResolvers<void>();

  constructor(threadId: number, answer: Promise<[unknown, unknown]>, onSettled: (settlement: Settlement) => void) {
    this.threadId = threadId;
    const settle = (settlement: Settlement): void => {
      onSettled(settlement);
      this.settlement = settlement;
    };
    this.done = answer.then(
      (settled) => settle({ answer: settled }),
      (error: unknown) => settle({ error }),
    );
  }
}

/**
 * One real connection of a world's pool, opened when first used. Every method does real I/O and must be called inside
 * the work of `clock.run`: a socket created elsewhere would use the world's timers.
 */
export class SqlConnection {
  /** Whether a transaction is open, as the server says; it holds its locks until it ends. */
  inTransaction = false;
  /** Whether that transaction has written, and so may hold row locks. */
  holdsLocks = false;
  readonly #engine: EngineDescription;
  readonly #database: string;
  #connection: Connection | undefined;
  #timestamp = "";
  #underWay = 0;

  constructor(engine: EngineDescription, database: string) {
    this.#engine = engine;
    this.#database = database;
  }

  get threadId(): number | undefined {
    return this.#connection?.threadId;
  }

  /** A statement is at the server and has not settled. */
  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  async send({ sql, values, timestamp }: Statement): Promise<SentStatement> {
    const connection = await this.#at(timestamp, needsInstant(sql));
    const answer =
      values === undefined ? connection.query(sql) : connection.execute(sql, values.map(toParameter) as ExecuteValues);
    this.#underWay++;
    return new SentStatement(connection.threadId, answer, (settlement) => {
      if (this.#connection === connection) this.#underWay--;
      this.#note(sql, settlement);
    });
  }

  async rollback(): Promise<void> {
    await this.#connection?.query("ROLLBACK");
    this.#transactionEnded();
  }

  destroy(): void {
    this.#connection?.destroy();
    this.#connection = undefined;
    this.#underWay = 0;
    this.#transactionEnded();
  }

  /** The connection, with virtual time as of `timestamp` if it matters; sent only when it has moved. */
  async #at(timestamp: string, matters: boolean): Promise<Connection> {
    if (!this.#connection) {
      this.#connection = await openConnection(this.#engine.address, { database: this.#database });
      for (const sql of sessionSetup(this.#engine, timestamp)) await this.#connection.query(sql);
      this.#timestamp = timestamp;
    } else if (matters && this.#timestamp !== timestamp) {
      await this.#connection.query(`SET timestamp=${timestamp}`);
      this.#timestamp = timestamp;
    }
    return this.#connection;
  }

  #note(sql: string, settlement: Settlement): void {
    if ("error" in settlement) {
      // The victim of a deadlock has lost its whole transaction, any other failure only its statement.
      if (errorNumber(settlement.error) === DEADLOCK) this.#transactionEnded();
      if (isFatal(settlement.error)) this.destroy();
    } else {
      const [header] = settlement.answer;
      if (isHeader(header)) this.inTransaction = (header.serverStatus & IN_TRANSACTION) !== 0;
    }
    this.holdsLocks = this.inTransaction && (this.holdsLocks || takesLocks(sql));
  }

  #transactionEnded(): void {
    this.inTransaction = false;
    this.holdsLocks = false;
  }
}

function takesLocks(sql: string): boolean {
  return !/^\s*(START|BEGIN|SELECT)\b/i.test(sql) || /\b(FOR\s+UPDATE|FOR\s+SHARE|SHARE\s+MODE)\b/i.test(sql);
}

/** The answer to a statement that gives no rows. */
export interface ChangeHeader {
  readonly affectedRows: number;
  readonly insertId: number;
  readonly serverStatus: number;
}

export function isHeader(value: unknown): value is ChangeHeader {
  return typeof value === "object" && value !== null && "affectedRows" in value && "serverStatus" in value;
}

/** The connection did not survive the error. */
function isFatal(error: unknown): boolean {
  return error instanceof Error && "fatal" in error && error.fatal === true;
}

/** Whether the server has rolled the transaction back with this error. */
export function losesTransaction(error: unknown): boolean {
  return errorNumber(error) === DEADLOCK || isFatal(error);
}

function toParameter(value: SqlValue): string | number | Date | null {
  return typeof value === "bigint" ? value.toString() : value;
}
