import type { Connection, RowDataPacket } from "mysql2/promise";
import type { EngineDescription } from "../../engine/engine.ts";
import { databasePrefix } from "../../engine/run-databases.ts";
import { openConnection } from "../../session.ts";
import { type ForeignSqlOptions, loadForeignSql } from "../load-foreign-sql.ts";
import type { Rewrite } from "../rewrite.ts";

let made = 0;

/** A database that foreign SQL was loaded into. */
export interface ForeignDatabase {
  readonly name: string;
  readonly rewrites: readonly Rewrite[];
  readonly kinds: readonly string[];
  /** Rows of a query, each as the list of its values. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
}

/** SQL text, or files by path; `toq_db` in it is the name under which it is loaded. */
export type Sql = string | Readonly<Record<string, string>>;

/** Loads SQL into a database of its own, does something there and drops it. */
export async function withForeignSql<T>(
  engine: EngineDescription,
  { schema, seeds = {}, ...more }: { schema: Sql; seeds?: Sql } & Partial<Omit<ForeignSqlOptions, "schema" | "seeds">>,
  work: (database: ForeignDatabase) => Promise<T>,
): Promise<T> {
  made++;
  const name = `${databasePrefix(engine.run)}ddl_${process.pid}_${made}`;
  const files = (sql: Sql) =>
    Object.entries(typeof sql === "string" ? { "schema.sql": sql } : sql).map(([path, text]) => ({
      path,
      sql: text.replaceAll("toq_db", name),
    }));
  const options = { database: name, schema: files(schema), seeds: files(seeds), ...more };
  let connection: Connection | undefined;
  try {
    const { rewrites } = await loadForeignSql(engine, options);
    connection = await openConnection(engine.address, { database: name, dateStrings: true, rowsAsArray: true });
    const opened = connection;
    return await work({
      name,
      rewrites,
      kinds: rewrites.map(({ kind }) => kind).sort(),
      rows: async (sql) => (await opened.query<RowDataPacket[][]>(sql))[0],
    });
  } finally {
    connection?.destroy();
    const admin = await openConnection(engine.address);
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    admin.destroy();
  }
}

/** Whether a database is there. */
export async function databases(engine: EngineDescription, like: string): Promise<number> {
  const connection = await openConnection(engine.address);
  try {
    const [rows] = await connection.query<RowDataPacket[]>("SHOW DATABASES LIKE ?", [like]);
    return rows.length;
  } finally {
    connection.destroy();
  }
}
