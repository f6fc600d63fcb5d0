import type { EngineDescription } from "../../../database/engine/engine.ts";
import { collation } from "../../../database/engine/server-flags.ts";
import { loadSchema } from "../../../database/load-schema.ts";
import { openConnection, sessionSetup } from "../../../database/session.ts";

interface SqlFile {
  readonly path: string;
  readonly sql: string;
}

/** Loads SQL files into a new database, as they stand. */
export async function loadForeignSql(
  engine: EngineDescription,
  options: {
    readonly database: string;
    readonly schema: readonly SqlFile[];
    readonly seeds: readonly SqlFile[];
    readonly timestamp: string;
  },
): Promise<{ readonly rewrites: readonly { reason: string; path: string; line: number; count: number }[] }> {
  const side = await openConnection(engine.address, { multipleStatements: true });
  try {
    await loadSchema(side, {
      name: options.database,
      collation: collation(engine.flavour),
      session: sessionSetup(engine, options.timestamp),
      schemaSql: [...options.schema, ...options.seeds].map(({ sql }) => sql),
    });
    return { rewrites: [] };
  } finally {
    side.destroy();
  }
}
