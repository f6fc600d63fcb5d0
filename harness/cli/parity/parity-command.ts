import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { parity } from "../../comparison/parity/parity.ts";
import type { Sides } from "../../comparison/parity/sides.ts";
import { parityReport } from "../../comparison/parity/table.ts";
import type { Backend, BackendRun, BackendRuns, ParityVerdict } from "../../comparison/parity/verdict.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { wantsColours } from "../../support/colours.ts";
import { palette } from "../../support/palette.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { writeReportFile } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { findConfiguration } from "../framework/find-system.ts";
import { servicesFor } from "../scenario/container-options.ts";
import type { ScenarioFile } from "../scenario/scenario-file.ts";
import { findAllScenarioFiles, findScenarioFiles, scenarioId, selectScenarios } from "../scenario/scenario-files.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";
import { PARITY_HELP, type PARITY_OPTIONS } from "./parity-options.ts";
import { systemOptions } from "./read-systems.ts";

const OWN_LEDGER = "harness/comparison/parity/known.yaml";

/** `npm run parity`: the same scenarios on both backends or on two systems, compared. Returns the exit status. */
export function parityCommand(invocation: Invocation): Promise<number> {
  const run = (line: CommandLine<typeof PARITY_OPTIONS>) =>
    line.values.systems ? compareTwoSystems(line, line.values.systems) : compareBackends(line);
  return runCommand({ name: "parity", help: PARITY_HELP, run }, invocation);
}

async function compareTwoSystems(
  { values, positionals }: CommandLine<typeof PARITY_OPTIONS>,
  sides: Sides,
): Promise<number> {
  if (values.endpoint !== undefined) {
    throw new UsageError("--systems compares on the embedded cloud: leave --endpoint away.");
  }
  const configuration = await findConfiguration(values.config, process.cwd());
  const storyFolders = configuration?.stories ?? [];
  const options = [await systemOptions(sides[0], configuration), await systemOptions(sides[1], configuration)] as const;
  const files = findAllScenarioFiles(SCENARIOS_DIRECTORY, storyFolders);
  const { compareSystems } = await import("./compare-systems.ts");
  const compared = await compareSystems({
    sides,
    options,
    own: {
      ...(storyFolders.length > 0 && { storyFolders }),
      ...(values.config !== undefined && configuration && { configPath: configuration.path }),
    },
    selected: selectScenarios(files, positionals),
    ledger: { ...readLedger(values.ledger), all: files.map(({ id }) => id) },
    services: servicesFor("embedded", values),
    seed: values.seed,
  });
  if (!("verdict" in compared)) return compared.code;
  return report(compared.verdict, values["json-report"], sides);
}

/** The project's own ledger, or that of a team. */
function readLedger(path: string | undefined): { readonly file: string; readonly text: string } {
  if (path === undefined) return { file: OWN_LEDGER, text: readFileSync(join(PROJECT_ROOT, OWN_LEDGER), "utf8") };
  try {
    return { file: path, text: readFileSync(path, "utf8") };
  } catch (error) {
    throw new UsageError(`--ledger: ${path} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

function report(verdict: ParityVerdict, file: string | undefined, sides?: Sides): number {
  if (file !== undefined) {
    writeReportFile("json-report", file, `${JSON.stringify(verdict, undefined, 2)}\n`);
  }
  process.stdout.write(`\n${parityReport(verdict, palette(wantsColours(process.stdout, process.env)), sides)}\n`);
  return verdict.code;
}

async function compareBackends({ values, positionals }: CommandLine<typeof PARITY_OPTIONS>): Promise<number> {
  if (values.config !== undefined) {
    throw new UsageError("--config names systems of your own: say --systems A,B as well.");
  }
  const files = findScenarioFiles(SCENARIOS_DIRECTORY);
  const selected = selectScenarios(files, positionals);
  const idOf = (path: string): string => scenarioId(relative(SCENARIOS_DIRECTORY, path));
  const { runScenarios } = await import("../scenario/run-scenarios.ts");
  const runSelected = async (
    backend: Backend,
    scenarios: readonly ScenarioFile[],
    workers?: number,
  ): Promise<Map<string, BackendRun>> => {
    let tally: RunTally | undefined;
    await runScenarios({
      scenariosDirectory: SCENARIOS_DIRECTORY,
      selected: scenarios,
      everything: false,
      ...(workers !== undefined && { workers }),
      idOf,
      runOptions: {
        defects: [],
        repeat: 1,
        backend,
        observe: true,
        ...(values.seed === undefined ? {} : { seed: values.seed }),
      },
      services: servicesFor(backend, values),
      watch: false,
      verbose: false,
      startedAt: machineTime.monotonicMs(),
      onTally: (finished) => {
        tally = finished;
      },
    });
    return new Map((tally?.outcomes ?? []).map((outcome) => [outcome.id, runOf(outcome)]));
  };
  const runOn = async (backend: Backend): Promise<BackendRuns> => {
    process.stdout.write(`\n== ${backend}\n`);
    const runs = await runSelected(backend, selected);
    const failed = selected.filter(({ path }) => runs.get(idOf(path))?.mark === "failed");
    if (backend === "embedded" || failed.length === 0) return runs;
    // On a real clock a story may fail because others run at the same time; what is broken fails alone as well.
    const ids = failed.map(({ path }) => idOf(path)).join(", ");
    process.stdout.write(`\n== ${backend} once more, alone: ${ids}\n`);
    return new Map([...runs, ...(await runSelected(backend, failed, 1))]);
  };
  const ledger = readLedger(values.ledger);
  const verdict = await parity(runOn, {
    ledger: ledger.text,
    ledgerFile: ledger.file,
    allScenarios: files.map(({ path }) => idOf(path)),
    now: machineTime.now(),
  });
  return report(verdict, values["json-report"]);
}

function runOf({ mark, title, note, errors, result }: ScenarioOutcome): BackendRun {
  const reason = note ?? result?.failure?.rule ?? errors[0]?.message;
  return {
    mark,
    title,
    ...(reason !== undefined && { reason }),
    ...(result?.observation && { observation: result.observation }),
  };
}
