import { relative } from "node:path";
import { DEFECT_IDS, type DefectId } from "../../../system/defects.ts";
import type { DefectStudy } from "../../comparison/defects/defect-study.ts";
import { matrixOf } from "../../comparison/defects/matrix.ts";
import { matrixText } from "../../comparison/defects/matrix-table.ts";
import { searchesOf, searchesText } from "../../comparison/defects/searches-text.ts";
import type { RunTally } from "../../report/run-record.ts";
import { wantsColours } from "../../support/colours.ts";
import { EXIT } from "../../support/exit-status.ts";
import { type Palette, palette } from "../../support/palette.ts";
import { writeReportFile } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import type { OptionValues } from "../framework/options.ts";
import { readDefects } from "../framework/read-system.ts";
import { findScenarioFiles, scenarioId, selectScenarios } from "../scenario/scenario-files.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";
import { DEFECTS_HELP, type DEFECTS_OPTIONS } from "./defects-options.ts";

export interface DefectsInvocation extends Invocation {
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
}

/** `npm run defects`: the matrix defect × scenario. Returns the exit status. */
export function defectsCommand(invocation: DefectsInvocation): Promise<number> {
  const run = (line: CommandLine<typeof DEFECTS_OPTIONS>) => obey(line, invocation.startedAt);
  return runCommand({ name: "defects", help: DEFECTS_HELP, run }, invocation);
}

async function obey({ values, positionals }: CommandLine<typeof DEFECTS_OPTIONS>, startedAt: number): Promise<number> {
  const wanted = new Set(positionals.flatMap((text) => readDefects(text, "DEFECT")));
  const defects = DEFECT_IDS.filter((id) => wanted.size === 0 || wanted.has(id));
  if (values.mechanisms) return showMechanisms(values, defects, startedAt);
  if (!values["smallest-sets"]) return drawMatrix(values, defects, startedAt);
  if (wanted.size > 0) throw new UsageError("--smallest-sets looks at all defects: name none.");
  return listSmallestSets(values, startedAt);
}

async function drawMatrix(
  values: OptionValues<typeof DEFECTS_OPTIONS>,
  defects: readonly DefectId[],
  startedAt: number,
): Promise<number> {
  const { tally, code } = await study({ kind: "each-defect", defects }, values, startedAt);
  if (tally === undefined || code !== EXIT.green) return code;
  const matrix = matrixOf(defects, tally.outcomes);
  const allCatches = defects.length < DEFECT_IDS.length;
  writeReport(values, matrix);
  process.stdout.write(`\n${matrixText(matrix, { paint: paint(), allCatches })}\n\n`);
  const runs = matrix.rows
    .flatMap(({ trials }) => trials)
    .filter(({ verdict }) => verdict === "red" || verdict === "green").length;
  const all = matrix.rows.length * defects.length;
  process.stdout.write(
    `${defects.length} defects × ${matrix.rows.length} scenarios: ${all} pairs, ${runs} of them run` +
      ` · ${secondsSince(startedAt)}\n`,
  );
  // Some scenarios alone need not catch everything.
  if (matrix.uncaught.length === 0 || values.scenario.length > 0) return EXIT.green;
  process.stderr.write(`Caught by no scenario: ${matrix.uncaught.join(", ")}.\n`);
  return EXIT.red;
}

async function listSmallestSets(values: OptionValues<typeof DEFECTS_OPTIONS>, startedAt: number): Promise<number> {
  const { tally, code } = await study({ kind: "smallest-sets" }, values, startedAt);
  if (tally === undefined || code !== EXIT.green) return code;
  const searches = searchesOf(tally.outcomes);
  writeReport(values, searches);
  process.stdout.write(`\n${searchesText(searches, paint())}\n${secondsSince(startedAt)}\n`);
  return EXIT.green;
}

async function showMechanisms(
  values: OptionValues<typeof DEFECTS_OPTIONS>,
  defects: readonly DefectId[],
  startedAt: number,
): Promise<number> {
  if (values["smallest-sets"] || values.scenario.length > 0)
    throw new UsageError("--mechanisms chooses the scenarios itself: leave --smallest-sets and --scenario out.");
  const [{ walkMechanisms }, { tallyOf, walkLines }] = await Promise.all([
    import("./walk-mechanisms.ts"),
    import("../../report/mechanism-walk/walk-lines.ts"),
  ]);
  const walks = await walkMechanisms(
    defects,
    async (asked, scenario) => (await study(asked, { ...values, scenario }, startedAt)).code,
  );
  if ("code" in walks) return walks.code;
  writeReport(values, { ...tallyOf(walks), walks: Object.fromEntries(walks) });
  process.stdout.write(`\n${walkLines(walks, paint()).join("\n")} · ${secondsSince(startedAt)}\n`);
  const skipped = defects.filter((defect) => !walks.has(defect));
  if (skipped.length > 0) process.stdout.write(`not run here: ${skipped.join(", ")}\n`);
  const unnoticed = [...walks].filter(([, { red }]) => !red).map(([defect]) => defect);
  if (unnoticed.length > 0) {
    process.stderr.write(`The story of its mechanism stays green with ${unnoticed.join(", ")}.\n`);
    return EXIT.red;
  }
  // The measure is of all of them together.
  if (defects.length < DEFECT_IDS.length || tallyOf(walks).enough) return EXIT.green;
  process.stderr.write("The report leads too seldom to the mechanism.\n");
  return EXIT.red;
}

function paint(): Palette {
  return palette(wantsColours(process.stdout, process.env));
}

function secondsSince(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** Runs the scenarios with a study in mind, quietly. */
async function study(
  study: DefectStudy,
  values: OptionValues<typeof DEFECTS_OPTIONS>,
  startedAt: number,
): Promise<{ readonly tally: RunTally | undefined; readonly code: number }> {
  const files = findScenarioFiles(SCENARIOS_DIRECTORY);
  const selected = selectScenarios(files, values.scenario);
  if (selected.length === 0) throw new UsageError(`There is no scenario in ${SCENARIOS_DIRECTORY} yet.`);
  const { runScenarios } = await import("../scenario/run-scenarios.ts");
  let tally: RunTally | undefined;
  const code = await runScenarios({
    scenariosDirectory: SCENARIOS_DIRECTORY,
    selected,
    everything: values.scenario.length === 0,
    idOf: (path) => scenarioId(relative(SCENARIOS_DIRECTORY, path)),
    runOptions: { defects: [], repeat: 1, ...(values.seed === undefined ? {} : { seed: values.seed }) },
    study,
    services: { backend: "embedded", database: "local", reuse: false },
    watch: false,
    verbose: false,
    style: "failures",
    startedAt,
    ...(values.workers === undefined ? {} : { workers: values.workers }),
    onTally: (finished) => {
      tally = finished;
    },
  });
  return { tally, code };
}

function writeReport(values: OptionValues<typeof DEFECTS_OPTIONS>, report: unknown): void {
  const file = values["json-report"];
  if (file === undefined) return;
  writeReportFile("json-report", file, `${JSON.stringify(report, undefined, 2)}\n`);
}
