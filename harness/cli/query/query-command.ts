import { locateRun, namesRun } from "../../report/kept-runs/locate-run.ts";
import { readKeptRun } from "../../report/kept-runs/read-run.ts";
import type { QueryResult } from "../../report/query/query-run.ts";
import { resultTable } from "../../report/query/result-table.ts";
import { schemaLines } from "../../report/query/schema-lines.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { KEPT_RUNS_FOLDER, type KeptRunsInvocation } from "../framework/kept-runs-folder.ts";
import { QUERY_HELP, type QUERY_OPTIONS } from "./query-options.ts";

/** `npm run query`: SQL over a kept run. Returns the exit status; every failure has been printed. */
export function queryCommand(invocation: KeptRunsInvocation): Promise<number> {
  return runCommand({ name: "query", help: QUERY_HELP, run: (line) => obey(line, invocation) }, invocation);
}

async function obey(
  { values, positionals }: CommandLine<typeof QUERY_OPTIONS>,
  { runs = KEPT_RUNS_FOLDER }: KeptRunsInvocation,
): Promise<number> {
  if (values.schema) {
    process.stdout.write(`${schemaLines().join("\n")}\n`);
    return EXIT.green;
  }
  const [first, ...rest] = positionals;
  const named = first !== undefined && namesRun(first) ? first : undefined;
  const questions = named === undefined ? positionals : rest;
  const [sql] = questions;
  if (sql === undefined) throw new UsageError('Say what to ask: npm run query -- "select * from scenarios".');
  if (questions.length > 1)
    throw new UsageError(`One question at a time, in quotes; these are ${questions.length} words.`);
  const { root, id } = locateRun(runs, named);
  const run = readKeptRun(root, id);
  for (const notice of run.scenarios.flatMap(({ notices }) => notices)) process.stderr.write(`${notice}\n`);
  // SQLite is loaded only by who asks.
  const { queryRun } = await import("../../report/query/query-run.ts");
  const result = queryRun(run, sql);
  process.stdout.write(values.json ? jsonArray(result) : `${resultTable(result).join("\n")}\n`);
  if (!values.json)
    process.stderr.write(`${result.lines.length} line${result.lines.length === 1 ? "" : "s"} of run ${id}\n`);
  return EXIT.green;
}

/** A column that is there twice is told once, as objects are. */
function jsonArray({ columns, lines }: QueryResult): string {
  const objects = lines.map((line) =>
    JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, line[index]]))),
  );
  return objects.length === 0 ? "[]\n" : `[\n${objects.join(",\n")}\n]\n`;
}
