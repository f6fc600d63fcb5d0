import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { parity } from "../../comparison/parity/parity.ts";
import { parityReport } from "../../comparison/parity/table.ts";
import type { Backend, BackendRun, BackendRuns } from "../../comparison/parity/verdict.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { palette } from "../../support/palette.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { servicesFor } from "../scenario/container-options.ts";
import { findScenarioFiles, type ScenarioFile, scenarioId, selectScenarios } from "../scenario/scenario-files.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";
import { PARITY_HELP, type PARITY_OPTIONS } from "./parity-options.ts";

const LEDGER_FILE = "harness/comparison/parity/known.yaml";

/** `npm run parity`: the same scenarios on both backends, compared. Returns the exit status. */
export function parityCommand(invocation: Invocation): Promise<number> {
  return runCommand({ name: "parity", help: PARITY_HELP, run: compareBackends }, invocation);
}

async function compareBackends({ values, positionals }: CommandLine<typeof PARITY_OPTIONS>): Promise<number> {
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
  const verdict = await parity(runOn, {
    ledger: readFileSync(join(PROJECT_ROOT, LEDGER_FILE), "utf8"),
    ledgerFile: LEDGER_FILE,
    allScenarios: files.map(({ path }) => idOf(path)),
    now: machineTime.now(),
  });
  const report = values["json-report"];
  if (report !== undefined) {
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(report, `${JSON.stringify(verdict, undefined, 2)}\n`);
  }
  process.stdout.write(`\n${parityReport(verdict, palette(process.stdout.isTTY === true))}\n`);
  return verdict.code;
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
