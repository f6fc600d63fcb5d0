import type { EngineDescription } from "../engine/engine.ts";
import { sqlMode } from "../engine/server-flags.ts";

/**
 * What a session at somebody else's server needs to behave like one at a server of ours; ours have it from their flags
 * (`server-flags.ts`).
 */
export function sessionSettings({ address, flavour }: EngineDescription): readonly string[] {
  if ("socketPath" in address) return [];
  const isolation = "transaction_isolation='REPEATABLE-READ'";
  return [
    `SET time_zone='+00:00', sql_mode='${sqlMode(flavour)}', ${flavour === "mariadb" ? `tx_isolation='REPEATABLE-READ'` : isolation}`,
    ...(flavour === "mariadb" ? ["SET /*M!101108 innodb_snapshot_isolation=OFF, */ lock_wait_timeout=50"] : []),
  ];
}
