import { type SqlDoor, startSqlDoor } from "../../database/door/sql-door.ts";
import type { Engine } from "../../database/engine/engine.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { MEDIA_TABLES } from "../../database/row-watch.ts";
import { sqlTimestamp } from "../../database/virtual-instant.ts";
import { createWorldDatabase, type WorldDatabase } from "../../database/world-database.ts";
import type { Network } from "../../network/network.ts";
import { databaseSql, storySql } from "../system-under-test.ts";
import type { WorldOptions } from "../world-options.ts";
import type { ForeignSystem } from "./foreign-system.ts";
import type { ForeignTime } from "./foreign-time.ts";
import { bringsSql, loadOwnSql } from "./own-sql.ts";
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
interface Surroundings {
  readonly time: ForeignTime;
  readonly network: Network;
  /** Replaces names that a backend chose by the scenario's, in rows that the scenario reads. */
  readonly canonicalise?: <T>(value: T) => T;
}

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

async function fillDatabase(
  engine: Engine,
  options: Options,
  { time, network, canonicalise }: Surroundings,
): Promise<OwnDatabase> {
  const { server, database: wanted } = options.foreign;
  const { name, watch } = wanted;
  const { clock } = time;
  const isTheirs = bringsSql(wanted);
  if (isTheirs) {
    const rewrites = await loadOwnSql(engine, options, sqlTimestamp(clock.now()));
    for (const message of rewrites) network.trace.record({ kind: "note", source: "mysql", message });
  }
  const database = await createWorldDatabase(engine, {
    name,
    exists: isTheirs,
    clock,
    network,
    watch,
    schemaSql: isTheirs ? storySql(options) : databaseSql(options),
    explain: explainOnForeignSchema,
    adapt: onForeignSchema,
    ...(canonicalise && { canonicalise }),
  });
  // The replica's server in this process has its own way to the database, which sees its rows.
  const door = await startSqlDoor({
    engine,
    database: name,
    clock,
    network,
    source: "server",
    enter: time.enter,
    hold: time.hold,
    watch: server ? [...MEDIA_TABLES, ...watch] : [],
  });
  const { recordRows } = door;
  if (server && recordRows) database.recordRowsBy(() => recordRows());
  const stop = async (): Promise<void> => {
    try {
      await door.close();
    } finally {
      // Nothing is asked of an engine that goes with the world, and may be gone already.
      database.close();
      await engine.stop();
    }
  };
  return { database, door, lost: engine.lost, stop };
}
