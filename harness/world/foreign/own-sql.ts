import { readFileSync } from "node:fs";
import { schemaSql } from "../../../server/database/schema.ts";
import { seedSql } from "../../../server/database/seeds.ts";
import type { System } from "../../../system/revisions.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { loadForeignSql } from "../../database/foreign-sql/load-foreign-sql.ts";
import type { SqlFile } from "../../database/foreign-sql/sql-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignDatabase, ForeignSystem } from "./foreign-system.ts";
import { addMissingSeeds } from "./missing-seeds.ts";

/** Whether anything of the database is the user's but its name. */
export function bringsSql({ schema, seeds }: ForeignDatabase): boolean {
  return schema.length + seeds.length > 0;
}

/**
 * Makes the database from the user's files, and from the replica's where there are none. Returns what was rewritten, a sentence
 * each; `timestamp` is `SET timestamp` for the instant at which rows come into being.
 *
 * @throws UsageError for files that cannot be read, or SQL that the server refuses.
 */
export async function loadOwnSql(
  engine: EngineDescription,
  { foreign, system }: { readonly foreign: ForeignSystem; readonly system: System },
  timestamp: string,
): Promise<readonly string[]> {
  const { name, schema, seeds } = foreign.database;
  const { rewrites } = await loadForeignSql(engine, {
    database: name,
    schema: schema.length > 0 ? schema.map(sqlFile) : replicaSchema(system),
    seeds: seeds.map(sqlFile),
    timestamp,
  });
  if (seeds.length === 0) {
    const { configPath } = foreign;
    await addMissingSeeds(engine, { database: name, statements: seedSql(system), timestamp, configPath });
  }
  return rewrites.map(
    ({ reason, path, line, count }) => `${path}:${line}: ${reason}${count > 1 ? ` (${count} places)` : ""}`,
  );
}

function replicaSchema(system: System): readonly SqlFile[] {
  const sql = schemaSql(system).map((statement) => `${statement.trim().replace(/;$/, "")};`);
  return [{ path: "the replica's schema", sql: sql.join("\n") }];
}

function sqlFile(path: string): SqlFile {
  try {
    return { path, sql: readFileSync(path, "utf8") };
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
