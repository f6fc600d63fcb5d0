import { createPool, type PoolConnection } from "mysql2/promise";
import { readDatabaseUri } from "../database-uri.ts";
import type { DatabasePool } from "../ports.ts";

/** A pool of real connections, which can be closed. */
export interface MysqlPool extends DatabasePool {
  /** @throws what the driver reports when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Affected rows count changed rows, times are UTC, as the Go driver is set up (contract/database.md, head). */
export function mysqlPool(uri: string): MysqlPool {
  const pool = createPool({
    ...readDatabaseUri(uri),
    timezone: "Z",
    charset: "utf8mb4",
    flags: ["-FOUND_ROWS", "-IGNORE_SPACE"],
    supportBigNumbers: true,
  });
  const ready = new WeakSet<object>();
  const getConnection = async (): Promise<PoolConnection> => {
    const connection = await pool.getConnection();
    if (ready.has(connection.connection)) return connection;
    try {
      // Not every server is set to UTC, and the session lasts as long as the connection.
      await connection.query("SET time_zone = '+00:00'");
    } catch (error) {
      connection.destroy();
      throw error;
    }
    ready.add(connection.connection);
    return connection;
  };
  return {
    getConnection: async () => {
      const connection = await getConnection();
      return {
        execute: (sql, values) => connection.execute(sql, [...(values ?? [])]),
        query: (sql) => connection.query(sql),
        release: () => connection.release(),
      };
    },
    ping: async () => {
      const connection = await getConnection();
      connection.release();
    },
    close: () => pool.end(),
  };
}
