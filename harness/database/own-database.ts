import type { Connection, RowDataPacket } from "mysql2/promise";
import type { EngineDescription } from "./engine/engine.ts";
import { databasePrefix } from "./engine/run-databases.ts";
import { collation } from "./engine/server-flags.ts";
import { loadSchema } from "./load-schema.ts";
import { errorNumber, openConnection } from "./session.ts";
import { SqlConnection } from "./sql-connection.ts";

/** What a database is made of. */
export interface WantedDatabase {
  /** Default: one that no other world has. */
  readonly name?: string;
  /** Statements that the scenario's connection begins with. */
  readonly session: readonly string[];
  /** Tables, then seeds. */
  readonly schemaSql: readonly string[];
  /** It is there already, and `schemaSql` comes on top of it. */
  readonly exists: boolean;
  /** How many connections the server may hold at once. */
  readonly poolSize: number;
}

/** Makes a database: schema and seeds in one packet. Real I/O, outside of any world. */
export async function makeDatabase(engine: EngineDescription, wanted: WantedDatabase): Promise<OwnDatabase> {
  const side = await openConnection(engine.address, { multipleStatements: true, dateStrings: true, jsonStrings: true });
  try {
    const { session, schemaSql, exists, poolSize } = wanted;
    const name = wanted.name ?? (await unusedName(engine, side));
    const tables = await loadSchema(side, { name, collation: collation(engine.flavour), session, schemaSql, exists });
    const connections = Array.from({ length: poolSize }, () => new SqlConnection(engine, name));
    return new OwnDatabase({ name, tables, side, connections });
  } catch (error) {
    side.destroy();
    throw error;
  }
}

async function unusedName(engine: EngineDescription, side: Connection): Promise<string> {
  const [[row]] = await side.query<RowDataPacket[]>("SELECT UUID_SHORT() AS number");
  return `${databasePrefix(engine.run)}${String(row?.number)}`;
}

/** A database at the engine and the connections to it: the scenario's, and those of the server's pool. */
export class OwnDatabase {
  readonly name: string;
  /** The names of its tables. */
  readonly tables: ReadonlySet<string>;
  /** The scenario's connection. */
  readonly side: Connection;
  /** The server's pool, each opened when first used. */
  readonly connections: readonly SqlConnection[];

  constructor(parts: Pick<OwnDatabase, "name" | "tables" | "side" | "connections">) {
    this.name = parts.name;
    this.tables = parts.tables;
    this.side = parts.side;
    this.connections = parts.connections;
  }

  /** Removes the database and closes its connections. */
  async drop(): Promise<void> {
    for (const connection of this.connections) await this.end(connection);
    await this.side.query("SET lock_wait_timeout=10");
    await this.side.query(`DROP DATABASE IF EXISTS \`${this.name}\``);
    await this.side.end();
  }

  /** Closes a connection of the pool, and what it does at the server. */
  async end(connection: SqlConnection): Promise<void> {
    const { threadId } = connection;
    connection.destroy();
    // A statement that waits for a lock does not notice that its client is gone.
    if (threadId !== undefined) await this.side.query(`KILL CONNECTION ${threadId}`).catch(ignoreUnknownThread);
  }

  /** Closes its connections at once, when its engine ends with it, or has ended. */
  close(): void {
    for (const connection of this.connections) connection.destroy();
    this.side.destroy();
  }
}

/** The server may already know that the connection is closed. */
function ignoreUnknownThread(error: unknown): void {
  const NO_SUCH_THREAD = 1094;
  if (errorNumber(error) !== NO_SUCH_THREAD) throw error;
}
