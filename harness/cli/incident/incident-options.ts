import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { HELP } from "../framework/shared-options.ts";

/** The options of `npm run incident`. */
export const INCIDENT_OPTIONS = {
  "only-facts": { kind: "switch", description: "read the report and print its facts; infer and search nothing" },
  help: HELP,
} as const satisfies OptionTable;

export const INCIDENT_HELP: HelpParts<typeof INCIDENT_OPTIONS> = {
  usage: ["npm run incident -- FILE...", "npm run incident -- - < FILE"],
  intro:
    "Reads what is known of a production incident (a bug report, rows, log lines, answers of the AWS CLI, in any mixture)\n" +
    "and prints the facts with the line each comes from. FILE is a file, a folder, or - for standard input.",
  options: INCIDENT_OPTIONS,
  examples: ["npm run incident -- report.md", "npm run incident -- logs/ rows.csv"],
  closing: [
    "Exit status: 0 facts were found, 2 usage, or nothing could be read. More: docs/reproducing-an-incident.md.",
  ],
};
