import { readFileSync } from "node:fs";
import { schemaSql } from "../../../server/database/schema.ts";
import { seedSql } from "../../../server/database/seeds.ts";
import type { Clock } from "../../clock/clock.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { listingSql } from "../../database/listing-rows.ts";
import { createWorldDatabase, type WorldDatabase } from "../../database/world-database.ts";
import type { Network } from "../../network/network.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { WorldOptions } from "../world-options.ts";
import type { ForeignDatabase, ForeignSystem } from "./foreign-system.ts";
import { explainOnForeignSchema, onForeignSchema } from "./schema-differences.ts";
import { type SqlDoor, startSqlDoor } from "./stand-ins/sql-door.ts";

/** A database of one world's own: the name that the server insists on is nobody else's. */
export interface OwnDatabase {
  readonly database: WorldDatabase;
  /** Where foreign processes reach it. */
  readonly door: SqlDoor;
  /** Rejects with an EnvironmentError when its engine ends and nobody stopped it. */
  readonly lost: Promise<never> | undefined;
  stop(): Promise<void>;
}

/** Starts an engine with schema, seeds and the story's listings. Call it outside of the world. */
export async function createForeignDatabase(
  options: WorldOptions & { readonly foreign: ForeignSystem },
  { clock, network }: { readonly clock: Clock; readonly network: Network },
): Promise<OwnDatabase> {
  const { name, watch } = options.foreign.database;
  // A server of the user's is shared with others, and so is its name space.
  const { DATABASE_URL: _shared, ...environment } = process.env;
  const engine = await startEngine({ environment });
  try {
    const database = await createWorldDatabase(engine, {
      name,
      clock,
      network,
      watch,
      schemaSql: foreignSql(options.foreign.database, options),
      explain: explainOnForeignSchema,
      adapt: onForeignSchema,
    });
    const door = await startSqlDoor({ engine, database: name, clock, network, source: "server", watch });
    return {
      database,
      door,
      lost: engine.lost,
      stop: async () => {
        await door.close();
        await database.drop();
        await engine.stop();
      },
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

function foreignSql(
  { schema, seeds }: ForeignDatabase,
  { system, listings, nextJobId }: WorldOptions,
): readonly string[] {
  return [
    ...(schema.length > 0 ? schema.map(readSql) : schemaSql(system)),
    ...(seeds.length > 0 ? seeds.map(readSql) : seedSql(system)),
    ...listingSql(system, listings ?? [{ id: 28, status: 6 }]),
    `ALTER TABLE media_processing_jobs AUTO_INCREMENT=${nextJobId ?? 20}`,
  ];
}

function readSql(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
