import type { Logger } from "../logging/logger.ts";
import type { DatabaseConnection, DatabasePool, SqlValue } from "../ports.ts";
import { DatabaseError, TransactionError } from "./database-error.ts";

/** What repositories need: statements on one connection, inside a transaction or not. */
export interface Statements {
  /** Rows of a SELECT. */
  query(sql: string, values?: readonly SqlValue[]): Promise<readonly unknown[]>;
  change(sql: string, values?: readonly SqlValue[]): Promise<Change>;
}

export interface Change {
  /** Rows that really changed (docs/contract/database.md, head). */
  readonly affectedRows: number;
  readonly insertId: number;
}

/** How an operation reports that its transaction could not be started, committed or rolled back. */
export interface TransactionReport {
  readonly log: Logger;
  /** Of the events that are named here. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly startEvent?: string;
  readonly rollbackEvent?: string;
  readonly commitEvent?: string;
  /** The field of these events that shows the error. Default: `err`. */
  readonly errorField?: "err" | "error";
  /** Whether `fields` stand before the error. Default: after it. */
  readonly fieldsFirst?: boolean;
  /** Message of the 500 when it cannot be started; `failed to start transaction` when not given. */
  readonly startMessage?: string;
  /** Message of the 500 when the commit fails; `failed to commit transaction` when not given. */
  readonly commitMessage?: string;
}

export class Database {
  readonly #pool: DatabasePool;

  constructor(pool: DatabasePool) {
    this.#pool = pool;
  }

  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
   *
   * @throws TransactionError `failed to start transaction`, or when the commit fails with the report's message (default `failed to commit transaction`).
   */
  async transaction<T>(report: TransactionReport, work: (statements: Statements) => Promise<T>): Promise<T> {
    return this.#begin(report, async (connection) => {
      const result = await this.#rollingBack(report, connection, () => work(statementsOn(connection, report.log)));
      try {
        await connection.query("COMMIT");
      } catch (cause) {
        const error = DatabaseError.of(cause);
        report.log.error("global.transaction.commit_error", { err: error.message });
        if (report.commitEvent) logEvent(report, report.commitEvent, error.message);
        throw new TransactionError(report.commitMessage ?? "failed to commit transaction");
      }
      return result;
    });
  }

  /** Runs `work` in a transaction that is always rolled back: reads of one snapshot. */
  async snapshot<T>(report: TransactionReport, work: (statements: Statements) => Promise<T>): Promise<T> {
    return this.#begin(report, async (connection) => {
      const result = await this.#rollingBack(report, connection, () => work(statementsOn(connection, report.log)));
      await this.#rollback(report, connection);
      return result;
    });
  }

  /** Runs statements that stand alone. */
  async statements<T>(log: Logger, work: (statements: Statements) => Promise<T>): Promise<T> {
    const connection = await this.#pool.getConnection();
    try {
      return await work(statementsOn(connection, log));
    } finally {
      connection.release();
    }
  }

  async #begin<T>(report: TransactionReport, work: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    let connection: DatabaseConnection | undefined;
    try {
      connection = await this.#pool.getConnection();
      await connection.query("START TRANSACTION");
    } catch (cause) {
      connection?.release();
      const error = DatabaseError.of(cause);
      report.log.error("mysql.common.transaction.begin_error", { error: error.message });
      report.log.error("global.transaction.start_error", { err: `begin tx: ${error.message}` });
      if (report.startEvent) {
        logEvent(report, report.startEvent, "HTTP 500: Failed to start transaction");
      }
      throw new TransactionError(report.startMessage ?? "failed to start transaction");
    }
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  }

  async #rollingBack<T>(report: TransactionReport, connection: DatabaseConnection, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#rollback(report, connection);
      throw error;
    }
  }

  async #rollback(report: TransactionReport, connection: DatabaseConnection): Promise<void> {
    try {
      await connection.query("ROLLBACK");
    } catch (cause) {
      const error = DatabaseError.of(cause);
      report.log.error("global.transaction.rollback_error", { err: error.message });
      if (report.rollbackEvent) logEvent(report, report.rollbackEvent, error.message);
    }
  }
}

function logEvent(report: TransactionReport, event: string, error: string): void {
  const shown = { [report.errorField ?? "err"]: error };
  report.log.error(event, report.fieldsFirst ? { ...report.fields, ...shown } : { ...shown, ...report.fields });
}

function statementsOn(connection: DatabaseConnection, log: Logger): Statements {
  const run = async (event: string, sql: string, values: readonly SqlValue[]): Promise<unknown> => {
    try {
      const [result] = await connection.execute(sql, values);
      return result;
    } catch (cause) {
      const error = DatabaseError.of(cause);
      log.error(event, { query: sql, err: error.message });
      throw error;
    }
  };
  return {
    async query(sql, values = []) {
      const rows = await run("mysql.executor.query_error", sql, values);
      if (!Array.isArray(rows))
        throw new Error("The database driver answered a SELECT with something that is no list.");
      return rows;
    },
    async change(sql, values = []) {
      const header = await run("mysql.executor.exec_error", sql, values);
      if (header === null || typeof header !== "object" || !("affectedRows" in header) || !("insertId" in header)) {
        throw new Error("The database driver answered a change without affectedRows and insertId.");
      }
      return { affectedRows: Number(header.affectedRows), insertId: Number(header.insertId) };
    },
  };
}
