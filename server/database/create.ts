import { parseArgs } from "node:util";
import { isRevision, REVISIONS, System } from "../../system/revisions.ts";
import { CreateDatabaseError, createDatabase } from "./create-database.ts";

const USAGE = "npm run database -- create mysql://user:password@host:3306/database [--revision fixed]";

/** Makes schema and seeds in any MySQL or MariaDB: exit code 0 when the database is there, also when it already was. */
async function main(): Promise<void> {
  const { values, positionals } = readParameters();
  const { revision } = values;
  const [word, url] = positionals;
  if (word !== "create" || url === undefined || positionals.length > 2) {
    throw new CreateDatabaseError(`Say what to make and where: ${USAGE}`);
  }
  if (!isRevision(revision)) {
    throw new CreateDatabaseError(`--revision is ${revision}; it must be one of ${Object.keys(REVISIONS).join(", ")}.`);
  }
  const made = await createDatabase(url, new System(revision));
  process.stdout.write(made ? `Made the database of revision ${revision}.\n` : "The database is there already.\n");
}

function readParameters() {
  try {
    return parseArgs({ allowPositionals: true, options: { revision: { type: "string", default: "fixed" } } });
  } catch {
    throw new CreateDatabaseError(`Only --revision is known: ${USAGE}`);
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
