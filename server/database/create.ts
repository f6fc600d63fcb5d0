import { parseArgs } from "node:util";
import { EXIT } from "../../system/exit-status.ts";
import { isRevision, REVISIONS, System } from "../../system/revisions.ts";
import { CreateDatabaseError, createDatabase, DatabaseUnreachable } from "./create-database.ts";

const USAGE = "npm run database -- create mysql://user:password@host:3306/database [--revision fixed]";
const HELP = `${USAGE}

Makes schema and seeds of a revision (incident, current or fixed; default fixed) in any MySQL or MariaDB.
Exit status: 0 the database is there, also when it already was; 2 usage; 3 the server cannot be used; 70 a bug.
`;

async function main(): Promise<void> {
  const { values, positionals } = readParameters();
  const { revision, help } = values;
  if (help) {
    process.stdout.write(HELP);
    return;
  }
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
    const options = { revision: { type: "string", default: "fixed" }, help: { type: "boolean", short: "h" } } as const;
    return parseArgs({ allowPositionals: true, options });
  } catch {
    throw new CreateDatabaseError(`Only --revision and --help are known: ${USAGE}`);
  }
}

main().catch((error: unknown) => {
  const told = error instanceof CreateDatabaseError;
  process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = error instanceof DatabaseUnreachable ? EXIT.environment : told ? EXIT.usage : EXIT.ourBug;
});
