import { parseArgs } from "node:util";
import { createDatabase } from "../../../server/database/create-database.ts";
import { isRevision, REVISIONS, System } from "../../../system/revisions.ts";
import { listingSql } from "../../database/listing-rows.ts";

/** Listing 28 waits for its photos (PENDING_PHOTO_PROCESSING), so that uploads can begin. */
const LISTINGS = [{ id: 28, status: 6 }];

/** The one-shot service of docker-compose.yml: schema, seeds and a listing to work on. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { revision: { type: "string", default: "fixed" } },
  });
  const { revision } = values;
  if (!isRevision(revision))
    throw new Error(`REVISION is ${revision}; use one of ${Object.keys(REVISIONS).join(", ")}.`);
  const system = new System(revision);
  const made = await createDatabase(positionals[0] ?? "", system, listingSql(system, LISTINGS));
  process.stdout.write(made ? `Made the database of revision ${revision}.\n` : "The database is there already.\n");
}

await main();
