import { createPool, type PoolConnection } from "mysql2";
import { readDatabaseUri } from "../database-uri.ts";
import type { DatabasePool } from "../ports.ts";

/** A pool of real connections, which can be closed. */
export interface MysqlPool extends DatabasePool {
  /** @throws what the driver reports when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Affected rows count changed rows, times are UTC, as the Go driver is set up (docs/contract/database.md, head). */
export function mysqlPool(uri: string): MysqlPool {
  const pool = createPool({
    ...readDatabaseUri(uri),
    timezone: "Z",
    charset: "utf8mb4",
    flags: ["-FOUND_ROWS", "-IGNORE_SPACE"],
    supportBigNumbers: true,
  });
  const ready = new WeakSet<PoolConnection>();
  const getConnection = async (): Promise<PoolConnection> => {
    const connection = await called<PoolConnection>((done) => pool.getConnection(done));
    if (ready.has(connection)) return connection;
    try {
      // Not every server is set to UTC, and the session lasts as long as the connection.
      await called((done) => connection.query("SET time_zone = '+00:00'", done));
    } catch (error) {
      connection.destroy();
      throw error;
    }
    ready.add(connection);
    return connection;
  };
  return {
    getConnection: async () => {
      const connection = await getConnection();
      return {
        execute: async (sql, values = []) => [
          await called((done) => connection.execute(sql, [...values], done)),
          undefined,
        ],
        query: async (sql) => [await called((done) => connection.query(sql, done)), undefined],
        release: () => connection.release(),
      };
    },
    ping: async () => {
      const connection = await getConnection();
      connection.release();
    },
    close: () => called<void>((done) => pool.end((error) => done(error, undefined))),
  };
}

/** The driver's own promises capture a stack for every statement, which costs a twentieth of the throughput. */
function called<T>(call: (done: (error: Error | null | undefined, result: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result)));
  });
}
