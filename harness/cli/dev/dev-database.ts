import { createDatabase } from "../../../server/database/create-database.ts";
import type { System } from "../../../system/revisions.ts";
import type { Engine } from "../../database/engine/engine.ts";
import { databasePrefix } from "../../database/engine/run-databases.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { listingSql } from "../../database/listing-rows.ts";
import { openConnection } from "../../database/session.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";

/** The database of a run, where any client of this machine reaches it. */
export interface DevDatabase {
  readonly engine: Engine;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly name: string;
}

/** The listing's status that waits for photos. */
const PENDING_PHOTO_PROCESSING = 6;

/**
 * Starts an engine at the port and makes tables, seeds and listing 28; without a port the server that `DATABASE_URL`
 * names is used, and its database goes with `engine.stop()`. A system of the user's own has an engine of its own, because it
 * may insist on the database's name.
 */
export async function startDevDatabase(
  { system, foreign }: { readonly system: System; readonly foreign: ForeignSystem | undefined },
  port: number | undefined,
  onProgress: (text: string) => void,
): Promise<DevDatabase> {
  const { DATABASE_URL: shared, ...own } = process.env;
  const environment = foreign || shared === undefined ? own : { ...own, DATABASE_URL: shared };
  const engine = await startEngine({ environment, onProgress, ...(port !== undefined && { port }) });
  try {
    const place = "url" in engine.address ? placeOf(engine.address.url) : LOOPBACK;
    const name = foreign?.database.name ?? ("url" in engine.address ? `${databasePrefix(engine.run)}dev` : "toq");
    const database = { ...place, ...(port !== undefined && { port }), name, engine };
    const listings = listingSql(system, [{ id: 28, status: PENDING_PHOTO_PROCESSING }]);
    if (foreign && (await loadsOwnSql(engine, { system, foreign }, onProgress))) {
      await runStatements(engine, name, listings);
    } else await createDatabase(urlOf(database), system, listings);
    return database;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** Whether the system brings SQL of its own, which then has been loaded. */
async function loadsOwnSql(
  engine: Engine,
  parts: { readonly system: System; readonly foreign: ForeignSystem },
  onProgress: (text: string) => void,
): Promise<boolean> {
  // Only who has files in foreign SQL waits for what reads them.
  const { bringsSql, loadOwnSql } = await import("../../world/foreign/own-sql.ts");
  if (!bringsSql(parts.foreign.database)) return false;
  for (const rewrite of await loadOwnSql(engine, parts, "DEFAULT")) onProgress(rewrite);
  return true;
}

async function runStatements(engine: Engine, database: string, statements: readonly string[]): Promise<void> {
  const connection = await openConnection(engine.address, { database });
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    connection.destroy();
  }
}

const LOOPBACK = { host: "127.0.0.1", port: 3306, user: "root", password: "" };

function placeOf(url: string): Pick<DevDatabase, "host" | "port" | "user" | "password"> {
  const { hostname, port, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

export function urlOf({ host, port, user, password, name }: Omit<DevDatabase, "engine">): string {
  const secret = password === "" ? "" : `:${encodeURIComponent(password)}`;
  return `mysql://${encodeURIComponent(user)}${secret}@${host}:${port}/${name}`;
}

/** As go-sql-driver takes it. */
export function goUriOf({ host, port, user, password, name }: DevDatabase): string {
  return `${user}:${password}@tcp(${host}:${port})/${name}?parseTime=true&loc=UTC`;
}
