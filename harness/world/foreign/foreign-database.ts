import { readFileSync } from "node:fs";
import { schemaSql } from "../../../server/database/schema.ts";
import { seedSql } from "../../../server/database/seeds.ts";
import type { Clock } from "../../clock/clock.ts";
import { type SqlDoor, startSqlDoor } from "../../database/door/sql-door.ts";
import type { Engine } from "../../database/engine/engine.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { loadForeignSql } from "../../database/foreign-sql/load-foreign-sql.ts";
import { MEDIA_TABLES } from "../../database/row-watch.ts";
import { sqlTimestamp } from "../../database/virtual-instant.ts";
import { createWorldDatabase, type WorldDatabase } from "../../database/world-database.ts";
import type { Network } from "../../network/network.ts";
import { UsageError } from "../../support/usage-error.ts";
import { databaseSql, storySql } from "../system-under-test.ts";
import type { WorldOptions } from "../world-options.ts";
import type { ForeignSystem } from "./foreign-system.ts";
import { addMissingSeeds } from "./missing-seeds.ts";
import { explainOnForeignSchema, onForeignSchema } from "./schema-differences.ts";

/** A database of one world's own: the name that the server insists on is nobody else's. */
export interface OwnDatabase {
  readonly database: WorldDatabase;
  /** Where foreign processes reach it. */
  readonly door: SqlDoor;
  /** Rejects with an EnvironmentError when its engine ends and nobody stopped it. */
  readonly lost: Promise<never> | undefined;
  stop(): Promise<void>;
}

type Options = WorldOptions & { readonly foreign: ForeignSystem };
type Surroundings = { readonly clock: Clock; readonly network: Network };

/** Starts an engine with schema, seeds and the story's listings. Call it outside of the world. */
export async function createForeignDatabase(options: Options, surroundings: Surroundings): Promise<OwnDatabase> {
  // A server of the user's is shared with others, and so is its name space.
  const { DATABASE_URL: _shared, ...environment } = process.env;
  const engine = await startEngine({ environment });
  try {
    return await fillDatabase(engine, options, surroundings);
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function fillDatabase(engine: Engine, options: Options, { clock, network }: Surroundings): Promise<OwnDatabase> {
  const { server, database: wanted } = options.foreign;
  const { name, watch } = wanted;
  const isTheirs = wanted.schema.length + wanted.seeds.length > 0;
  if (isTheirs) await loadTheirSql(engine, options, { clock, network });
  const database = await createWorldDatabase(engine, {
    name,
    exists: isTheirs,
    clock,
    network,
    watch,
    schemaSql: isTheirs ? storySql(options) : databaseSql(options),
    explain: explainOnForeignSchema,
    adapt: onForeignSchema,
  });
  // The replica's server in this process has its own way to the database, which sees its rows.
  const door = await startSqlDoor({
    engine,
    database: name,
    clock,
    network,
    source: "server",
    watch: server ? [...MEDIA_TABLES, ...watch] : [],
  });
  const { recordRows } = door;
  if (server && recordRows) database.recordRowsBy(() => recordRows());
  const stop = async (): Promise<void> => {
    await door.close();
    await database.drop();
    await engine.stop();
  };
  return { database, door, lost: engine.lost, stop };
}

/** Makes the database from the user's files, and from the replica's where there are none. */
async function loadTheirSql(
  engine: Engine,
  { foreign, system }: Options,
  { clock, network }: Surroundings,
): Promise<void> {
  const { name, schema, seeds } = foreign.database;
  const timestamp = sqlTimestamp(clock.now());
  const { rewrites } = await loadForeignSql(engine, {
    database: name,
    schema: schema.length > 0 ? schema.map(sqlFile) : ownSql("schema", schemaSql(system)),
    seeds: seeds.map(sqlFile),
    timestamp,
  });
  if (seeds.length === 0) {
    const { configPath } = foreign;
    await addMissingSeeds(engine, { database: name, statements: seedSql(system), timestamp, configPath });
  }
  for (const { reason, path, line, count } of rewrites) {
    const message = `${path}:${line}: ${reason}${count > 1 ? ` (${count} places)` : ""}`;
    network.trace.record({ kind: "note", source: "mysql", message });
  }
}

function ownSql(what: string, statements: readonly string[]) {
  return [
    { path: `the replica's ${what}`, sql: statements.map((sql) => `${sql.trim().replace(/;$/, "")};`).join("\n") },
  ];
}

function sqlFile(path: string) {
  try {
    return { path, sql: readFileSync(path, "utf8") };
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
