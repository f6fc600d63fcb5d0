import type { RowDataPacket } from "mysql2/promise";
import { schemaSql } from "../../../server/database/schema.ts";
import { seedSql } from "../../../server/database/seeds.ts";
import type { System } from "../../../system/revisions.ts";
import type { EngineAddress, EngineDescription } from "../../database/engine/engine.ts";
import { databasePrefix } from "../../database/engine/run-databases.ts";
import { collation, sqlMode } from "../../database/engine/server-flags.ts";
import { loadSchema } from "../../database/load-schema.ts";
import { openConnection } from "../../database/session.ts";

/** A database for a server that is a process of its own. */
export interface StandaloneDatabase {
  /** As `db.uri` of the server's settings has it: the Go driver's form. */
  readonly goUri: string;
  rows(sql: string, values?: readonly (string | number)[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  drop(): Promise<void>;
}

/** Creates schema and seeds of one system, then `more`, at the run's database server and in real time. */
export async function createStandaloneDatabase(
  engine: EngineDescription,
  system: System,
  more: readonly string[] = [],
): Promise<StandaloneDatabase> {
  const connection = await openConnection(engine.address, { multipleStatements: true });
  try {
    const [[row]] = await connection.query<RowDataPacket[]>("SELECT UUID_SHORT() AS number");
    const name = `${databasePrefix(engine.run)}${String(row?.number)}`;
    await loadSchema(connection, {
      name,
      collation: collation(engine.flavour),
      session: [`SET time_zone='+00:00', sql_mode='${sqlMode(engine.flavour)}'`],
      schemaSql: [...schemaSql(system), ...seedSql(system), ...more],
    });
    return {
      goUri: goUri(engine.address, name),
      rows: async (sql, values = []) => {
        const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
        return rows;
      },
      drop: async () => {
        await connection.query(`DROP DATABASE \`${name}\``);
        await connection.end();
      },
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

function goUri(address: EngineAddress, name: string): string {
  if ("socketPath" in address) return `root@unix(${address.socketPath})/${name}`;
  const { username, password, hostname, port } = new URL(address.url);
  const who = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `${who}@tcp(${hostname}:${port || 3306})/${name}`;
}
