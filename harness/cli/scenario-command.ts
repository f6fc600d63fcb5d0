import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { EnvironmentError } from "../environment-error.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import { readCommandLine } from "./command-line.ts";
import { EXIT } from "./exit-code.ts";
import { findScenarioFiles, scenarioId, selectScenarios } from "./scenario-files.ts";
import { SCENARIO_OPTIONS, type ScenarioOptions, scenarioHelp } from "./scenario-options.ts";
import { PROJECT_ROOT } from "./scenario-settings.ts";
import { explainSwallowedFlags } from "./swallowed-flags.ts";
import { UsageError } from "./usage-error.ts";

export interface ScenarioCommand {
  /** Without node and script. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly scenariosDirectory: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
}

/** `npm run scenario`: does what the command line says and returns the exit status; every failure has been told. */
export async function scenarioCommand(command: ScenarioCommand): Promise<number> {
  try {
    return await obey(command);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\nHelp: npm run scenario -- --help\n`);
      return EXIT.usage;
    }
    if (error instanceof EnvironmentError) {
      process.stderr.write(`${error.message}\n`);
      return EXIT.environment;
    }
    process.stderr.write(`This is a bug of the harness: ${error instanceof Error ? error.stack : String(error)}\n`);
    return EXIT.ourBug;
  }
}

async function obey({ argv, environment, scenariosDirectory, startedAt }: ScenarioCommand): Promise<number> {
  const swallowed = explainSwallowedFlags("scenario", SCENARIO_OPTIONS, argv, environment);
  if (swallowed !== undefined) throw new UsageError(swallowed);
  const { values, positionals } = readCommandLine(SCENARIO_OPTIONS, argv);
  if (values.help) return printed(scenarioHelp());
  if (values.version) return printed(`${packageVersion()}\n`);
  const files = findScenarioFiles(scenariosDirectory);
  const selected = selectScenarios(files, positionals);
  if (selected.length === 0) throw new UsageError(`There is no scenario in ${scenariosDirectory} yet.`);
  // Only now, so that a usage error is told at once.
  const { runScenarios } = await import("./run-scenarios.ts");
  return runScenarios({
    scenariosDirectory,
    selected,
    everything: positionals.length === 0,
    idOf: (path) => scenarioId(relative(scenariosDirectory, path)),
    asked: askedOf(values),
    watch: values.watch,
    // npm keeps --verbose for itself and tells its own log level instead.
    verbose: values.verbose || environment.npm_config_loglevel === "verbose",
    startedAt,
    ...(values.title === undefined ? {} : { titlePattern: values.title }),
    ...(values.workers === undefined ? {} : { workers: values.workers }),
    ...(values["json-report"] === undefined ? {} : { jsonReport: values["json-report"] }),
  });
}

function askedOf(values: ScenarioOptions): RunOptions {
  return {
    defects: [...new Set(values.defect)],
    repeat: values.repeat ?? 1,
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.system === undefined ? {} : { revision: values.system }),
    ...(values.photos === undefined ? {} : { photosDirectory: values.photos }),
  };
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string };
  return version;
}

function printed(text: string): number {
  process.stdout.write(text);
  return EXIT.green;
}
