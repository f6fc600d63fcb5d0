import { parseArgs } from "node:util";
import { REVISIONS, type RevisionName, System } from "../../system/revisions.ts";
import { CreateDatabaseError, createDatabase } from "./create-database.ts";

const USAGE = "node server/database/create.ts mysql://user:password@host:3306/database [--revision fixed]";

/** Makes schema and seeds in any MySQL or MariaDB: exit code 0 when the database is there, also when it already was. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { revision: { type: "string", default: "fixed" } },
  });
  const { revision } = values;
  const [url] = positionals;
  if (url === undefined || positionals.length > 1) throw new CreateDatabaseError(`Give one URL: ${USAGE}`);
  if (!isRevision(revision)) {
    throw new CreateDatabaseError(`--revision is ${revision}; it must be one of ${Object.keys(REVISIONS).join(", ")}.`);
  }
  const made = await createDatabase(url, new System(revision));
  process.stdout.write(made ? `Made the database of revision ${revision}.\n` : "The database is there already.\n");
}

function isRevision(name: string): name is RevisionName {
  return Object.hasOwn(REVISIONS, name);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
