import type { Connection, RowDataPacket } from "mysql2/promise";
import { openConnection } from "../session.ts";
import type { EngineAddress } from "./engine.ts";

/** Prefix of the names of all databases of one run, and of no others. */
export function databasePrefix(run: string): string {
  return `toq_world_${run}_`;
}

/** The server's version text, and a name for this run that is unique at that server. */
export async function describeServer(connection: Connection): Promise<{ versionText: string; run: string }> {
  const [[row]] = await connection.query<RowDataPacket[]>("SELECT VERSION() AS version, UUID() AS uuid");
  const [first = "", second = ""] = String(row?.uuid).split("-");
  return { versionText: String(row?.version), run: first + second };
}

/** Removes the databases of this run from a server that keeps running. */
export async function dropDatabasesOf(engine: { address: EngineAddress; run: string }): Promise<void> {
  const connection = await openConnection(engine.address);
  try {
    const pattern = databasePrefix(engine.run).replaceAll("_", "\\_");
    const [rows] = await connection.query<RowDataPacket[]>(`SHOW DATABASES LIKE '${pattern}%'`);
    for (const row of rows) await connection.query(`DROP DATABASE IF EXISTS \`${String(Object.values(row)[0])}\``);
  } finally {
    await connection.end();
  }
}
