import { type Connection, type ConnectionOptions, createConnection } from "mysql2/promise";
import type { EngineAddress, EngineDescription } from "./engine/engine.ts";
import { sqlMode } from "./engine/server-flags.ts";

/** Longer than any run; the world itself decides when a lock wait has lasted too long. */
const NEVER_SECONDS = 1_000_000;

/** Settings of every connection, ours and the server's, so that both see the same values. */
function options(address: EngineAddress): ConnectionOptions {
  return {
    ...("socketPath" in address ? { socketPath: address.socketPath, user: "root" } : { uri: address.url }),
    charset: "utf8mb4",
    timezone: "Z",
    supportBigNumbers: true,
    // Affected rows count changed rows, as the contract's driver does (docs/contract/database.md).
    flags: ["-FOUND_ROWS", "-IGNORE_SPACE"],
    connectTimeout: 10_000,
  };
}

/** A connection without session set-up. Real I/O: inside a world only in the work of `clock.run`. */
export function openConnection(address: EngineAddress, more: ConnectionOptions = {}): Promise<Connection> {
  return createConnection({ ...options(address), ...more });
}

/** Session settings that make the results of all servers the same, also of an external one. */
export function sessionSetup(engine: EngineDescription, timestamp: string): string[] {
  const settings = [
    "time_zone='+00:00'",
    `sql_mode='${sqlMode(engine.flavour)}'`,
    `innodb_lock_wait_timeout=${NEVER_SECONDS}`,
    `timestamp=${timestamp}`,
    // MariaDB 10.11.8 and newer can refuse an update of a row that changed after the snapshot; MySQL never does.
    "/*M!101108 innodb_snapshot_isolation=OFF, */ lock_wait_timeout=50",
  ];
  return [`SET ${settings.join(", ")}`, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"];
}

/** MySQL's name of an error, for example `ER_DUP_ENTRY`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** MySQL's number of an error, for example 1062. */
export function errorNumber(error: unknown): number | undefined {
  return error instanceof Error && "errno" in error && typeof error.errno === "number" ? error.errno : undefined;
}
