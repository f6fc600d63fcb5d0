import { UsageError } from "../../support/usage-error.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";
import { HELP } from "../framework/shared-options.ts";

/** A folder's name. */
function readIncidentId(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,60}$/.test(text)) return text;
  throw new UsageError(`--save: "${text}" is no name for a folder: small letters, digits and hyphens.`);
}

/** The options of `npm run incident`. */
export const INCIDENT_OPTIONS = {
  "only-facts": { kind: "switch", description: "read the report and print its facts; infer and search nothing" },
  budget: {
    kind: "value",
    placeholder: "SECONDS",
    description: "real time for the search (default 60)",
    read: (text: string) => readInteger("budget", text, 1, 86_400),
  },
  worlds: {
    kind: "value",
    placeholder: "N",
    description: "so many worlds instead, however long they take: the same page on every machine",
    read: (text: string) => readInteger("worlds", text, 1, 1_000_000),
  },
  save: {
    kind: "value",
    placeholder: "ID",
    description: "write scenario, evidence and page to scenarios/incidents/ID, without personal data",
    read: readIncidentId,
  },
  "redact-file-names": { kind: "switch", description: "with --save: the names of files are personal, too" },
  help: HELP,
} as const satisfies OptionTable;

export const INCIDENT_HELP: HelpParts<typeof INCIDENT_OPTIONS> = {
  usage: ["npm run incident -- FILE...", "npm run incident -- - < FILE"],
  intro:
    "Reads what is known of a production incident (a bug report, rows, log lines, answers of the AWS CLI, in any mixture)\n" +
    "prints the facts with the line each comes from, and searches for its cause: revision, configuration, defects, odd files,\n" +
    "faults. FILE is a file, a folder, or - for standard input.",
  options: INCIDENT_OPTIONS,
  examples: [
    "npm run incident -- report.md",
    "npm run incident -- logs/ rows.csv --worlds 300",
    "npm run incident -- - --save listing-31 < report.md",
  ],
  closing: [
    "Exit status: 0 explained, or only facts were asked for, 2 usage or nothing could be read, 3 this machine lacks something,",
    "4 not explained, 70 a bug of the harness. More: docs/reproducing-an-incident.md.",
  ],
};
