import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { HELP } from "../framework/shared-options.ts";

/** Every option of `npm run query`. */
export const QUERY_OPTIONS = {
  json: { kind: "switch", description: "print an array of JSON objects, one a line, with nothing cut" },
  schema: { kind: "switch", description: "print all tables and columns, with what they mean" },
  help: HELP,
} as const satisfies OptionTable;

export const QUERY_HELP: HelpParts<typeof QUERY_OPTIONS> = {
  usage: ['npm run query -- [RUN] "SELECT ..." [options]', "npm run query -- --schema"],
  intro:
    "Asks a kept run with SQL (SQLite's): scenarios, events, logs, rows, states, expectations. Only reading is allowed.\n" +
    "RUN is an id or its beginning, newest, previous, or the folder of a run (default: the newest).",
  options: QUERY_OPTIONS,
  examples: [
    `npm run query -- "select scenario, count(*) from events where outcome = 'AccessDenied' group by 1"`,
    `npm run query -- newest "select at_ms, change, after from rows where table_name = 'media_processing_jobs'" --json`,
  ],
  closing: [
    "Exit status: 0 answered, 2 usage (also: no such run, SQL that SQLite refuses), 70 a bug of the harness. More: docs/report.md",
  ],
};
