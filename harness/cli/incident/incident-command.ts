import type { Readable } from "node:stream";
import { factsText } from "../../comparison/incident/page/facts-text.ts";
import { readInputs } from "../../comparison/incident/reading/read-inputs.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { KEPT_RUNS_FOLDER } from "../framework/kept-runs-folder.ts";
import { requireUnused } from "./incident-folder.ts";
import { INCIDENT_HELP, type INCIDENT_OPTIONS } from "./incident-options.ts";

export interface IncidentInvocation extends Invocation {
  readonly standardInput: Readable;
  /** Where runs are kept; default: `reports/runs` of the project. */
  readonly runs?: string;
}

/** `npm run incident`. Returns the exit status. */
export function incidentCommand(invocation: IncidentInvocation): Promise<number> {
  const run = (line: CommandLine<typeof INCIDENT_OPTIONS>) => obey(line, invocation);
  return runCommand({ name: "incident", help: INCIDENT_HELP, run }, invocation);
}

async function obey(
  { values, positionals }: CommandLine<typeof INCIDENT_OPTIONS>,
  { argv, standardInput, runs = KEPT_RUNS_FOLDER }: IncidentInvocation,
): Promise<number> {
  if (positionals.length === 0)
    throw new UsageError("Name the report: npm run incident -- FILE, or - for standard input.");
  if (values["redact-file-names"] && values.save === undefined)
    throw new UsageError("--redact-file-names is about what --save writes: say --save ID as well.");
  if (values.budget !== undefined && values.worlds !== undefined)
    throw new UsageError("--budget and --worlds both say when the search ends: leave one out.");
  if (values.save !== undefined) requireUnused(values.save);
  const report = await readInputs(positionals, standardInput);
  process.stdout.write(`${factsText(report)}\n`);
  if (report.facts.length === 0)
    throw new UsageError("Nothing in it is a fact: paste rows, log lines or answers as they were printed.");
  if (values["only-facts"]) return EXIT.green;
  const { searchAndPrint } = await import("./search-and-print.ts");
  return searchAndPrint(report, values, { root: runs, parameters: argv });
}
