import type { RowDataPacket } from "mysql2/promise";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { openConnection, sessionSetup } from "../../database/session.ts";
import { machineFailure } from "../../support/machine-failure.ts";
import { UsageError } from "../../support/usage-error.ts";

/** Who may do what: rows of both tables belong together, so whoever brings grants brings both. */
const PERMISSIONS: readonly string[] = ["permissions", "role_permissions"];

export interface MissingSeeds {
  readonly database: string;
  /** One INSERT for each table. */
  readonly statements: readonly string[];
  /** `SET timestamp` for the instant at which rows come into being. */
  readonly timestamp: string;
  /** The file that names the schema, for messages. */
  readonly configPath: string;
}

/**
 * Adds the replica's roles and people to a schema that may have brought rows of its own: a row that is there stays as it is,
 * and permissions are added only where the schema grants none, because those of the user's are what is under test.
 *
 * @throws UsageError when the rows do not fit the schema.
 */
export async function addMissingSeeds(engine: EngineDescription, seeds: MissingSeeds): Promise<void> {
  const { database, statements, timestamp, configPath } = seeds;
  const connection = await openConnection(engine.address, { database });
  try {
    for (const setting of sessionSetup(engine, timestamp)) await connection.query(setting);
    const [granted] = await connection.query<RowDataPacket[]>("SELECT 1 FROM role_permissions LIMIT 1");
    for (const statement of statements) {
      const { table, column } = insertedInto(statement);
      if (granted.length > 0 && PERMISSIONS.includes(table)) continue;
      // Not INSERT IGNORE, which also takes values that do not fit.
      await connection.query(`${statement} ON DUPLICATE KEY UPDATE ${table}.${column} = ${table}.${column}`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw (
      machineFailure(error) ??
      new UsageError(
        `The replica's roles and people do not fit the schema of ${configPath} (${reason}): ` +
          "name files with your own under database.seeds.",
        { cause: error },
      )
    );
  } finally {
    connection.destroy();
  }
}

function insertedInto(statement: string): { readonly table: string; readonly column: string } {
  const [, table, column] = /^INSERT INTO (\w+) \((\w+)/.exec(statement) ?? [];
  if (table === undefined || column === undefined) throw new Error(`no INSERT with columns: ${statement.slice(0, 80)}`);
  return { table, column };
}
