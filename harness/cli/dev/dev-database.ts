import { createDatabase } from "../../../server/database/create-database.ts";
import type { System } from "../../../system/revisions.ts";
import type { Engine } from "../../database/engine/engine.ts";
import { databasePrefix } from "../../database/engine/run-databases.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { listingSql } from "../../database/listing-rows.ts";

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
 * names is used, and its database goes with `engine.stop()`.
 */
export async function startDevDatabase(
  system: System,
  port: number | undefined,
  onProgress: (text: string) => void,
): Promise<DevDatabase> {
  const engine = await startEngine({ onProgress, ...(port !== undefined && { port }) });
  try {
    const place = "url" in engine.address ? placeOf(engine.address.url) : LOOPBACK;
    const name = "url" in engine.address ? `${databasePrefix(engine.run)}dev` : "toq";
    const database = { ...place, ...(port !== undefined && { port }), name, engine };
    await createDatabase(urlOf(database), system, listingSql(system, [{ id: 28, status: PENDING_PHOTO_PROCESSING }]));
    return database;
  } catch (error) {
    await engine.stop();
    throw error;
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

function urlOf({ host, port, user, password, name }: Omit<DevDatabase, "engine">): string {
  const secret = password === "" ? "" : `:${encodeURIComponent(password)}`;
  return `mysql://${encodeURIComponent(user)}${secret}@${host}:${port}/${name}`;
}

/** As go-sql-driver takes it. */
export function goUriOf({ host, port, user, password, name }: DevDatabase): string {
  return `${user}:${password}@tcp(${host}:${port})/${name}?parseTime=true&loc=UTC`;
}
