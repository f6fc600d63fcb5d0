import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { RunFolder } from "../../report/kept-runs/run-folder.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { servicesFor } from "./container-options.ts";
import type { RunServices } from "./run-services.ts";
import { findScenarioFiles, scenarioId, selectScenarios } from "./scenario-files.ts";
import { SCENARIO_HELP, type SCENARIO_OPTIONS, type ScenarioOptions } from "./scenario-options.ts";

export interface ScenarioInvocation extends Invocation {
  readonly scenariosDirectory: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  readonly stallLimitMs?: number;
}

/** `npm run scenario`. Returns the exit status; every failure has been printed. */
export function scenarioCommand(invocation: ScenarioInvocation): Promise<number> {
  return runCommand({ name: "scenario", help: SCENARIO_HELP, run: (line) => obey(line, invocation) }, invocation);
}

async function obey(
  { values, positionals }: CommandLine<typeof SCENARIO_OPTIONS>,
  { argv, environment, scenariosDirectory, startedAt, stallLimitMs }: ScenarioInvocation,
): Promise<number> {
  if (values.version) {
    process.stdout.write(`${packageVersion()}\n`);
    return EXIT.green;
  }
  const files = findScenarioFiles(scenariosDirectory);
  const selected = selectScenarios(files, positionals);
  if (selected.length === 0) throw new UsageError(`There is no scenario in ${scenariosDirectory} yet.`);
  // Only now, so that a usage error is reported at once.
  const { runScenarios } = await import("./run-scenarios.ts");
  const folder = values["no-record"] || values.watch ? undefined : newRunFolder(values, argv);
  return runScenarios({
    ...(folder && { folder }),
    scenariosDirectory,
    selected,
    everything: positionals.length === 0,
    idOf: (path) => scenarioId(relative(scenariosDirectory, path)),
    runOptions: {
      ...runOptionsOf(values),
      ...(folder?.lost === undefined && folder && { keepIn: { folder: folder.path, redact: values.redact } }),
    },
    watch: values.watch,
    // npm takes --verbose for itself and passes its log level instead.
    verbose: values.verbose || environment.npm_config_loglevel === "verbose",
    startedAt,
    services: servicesOf(values),
    ...(stallLimitMs === undefined ? {} : { stallLimitMs }),
    ...(values.title === undefined ? {} : { titlePattern: values.title }),
    ...(values.workers === undefined ? {} : { workers: values.workers }),
    ...(values["json-report"] === undefined ? {} : { jsonReport: values["json-report"] }),
  });
}

const KEPT_RUNS = 5;

function newRunFolder(values: ScenarioOptions, parameters: readonly string[]): RunFolder {
  return new RunFolder({ root: join(PROJECT_ROOT, "reports", "runs"), parameters, keep: values.keep ?? KEPT_RUNS });
}

function runOptionsOf(values: ScenarioOptions): RunOptions {
  return {
    defects: [...new Set(values.defect)],
    repeat: values.repeat ?? 1,
    ...(values.backend === undefined ? {} : { backend: values.backend }),
    ...(values.bootstrap.length === 0 ? {} : { bootstraps: Object.fromEntries(values.bootstrap) }),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.system === undefined ? {} : { revision: values.system }),
    ...(values.photos === undefined ? {} : { photosDirectory: values.photos }),
  };
}

function servicesOf(values: ScenarioOptions): RunServices {
  const { backend = "embedded" } = values;
  if (backend === "embedded" && values.endpoint !== undefined) {
    throw new UsageError("--endpoint names a running LocalStack: say --backend localstack as well.");
  }
  if (backend === "embedded" && values.bootstrap.length > 0) {
    throw new UsageError("--bootstrap deploys to LocalStack: say --backend localstack as well.");
  }
  return servicesFor(backend, values);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string };
  return version;
}
