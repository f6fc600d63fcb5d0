import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KEPT_RUNS } from "../../report/kept-runs/old-runs.ts";
import { RunFolder } from "../../report/kept-runs/run-folder.ts";
import type { ReplicaDescription, RunOptions } from "../../scenario/run-options.ts";
import { storyId } from "../../scenario/story-id.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { requireWritable } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { Configuration } from "../../world/foreign/configuration/read-configuration.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import { requirePackages } from "../../world/foreign/require-packages.ts";
import { withBootstraps } from "../../world/foreign/with-bootstraps.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { findConfiguration, findSystem, type NamedSystem } from "../framework/find-system.ts";
import { type ChosenReporter, terminalUse } from "../framework/read-reporters.ts";
import { withGithub } from "../framework/write-reports.ts";
import { servicesFor } from "./container-options.ts";
import { debuggedRun, requireInspectorPort } from "./debug-options.ts";
import type { RunServices } from "./run-services.ts";
import type { ScenarioFile } from "./scenario-file.ts";
import { findAllScenarioFiles } from "./scenario-files.ts";
import { SCENARIO_HELP, type SCENARIO_OPTIONS, type ScenarioOptions } from "./scenario-options.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import { selectionOf } from "./selection.ts";

export interface ScenarioInvocation extends Invocation {
  readonly scenariosDirectory: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  readonly stallLimitMs?: number;
  /** Where runs are kept; default: `reports/runs` of the project. */
  readonly runs?: string;
  /** Default: of a system of the user's own, the replica of its revision. */
  readonly reference?: ReplicaDescription;
}

/** `npm run scenario`. Returns the exit status; every failure has been printed. */
export function scenarioCommand(invocation: ScenarioInvocation): Promise<number> {
  return runCommand({ name: "scenario", help: SCENARIO_HELP, run: (line) => obey(line, invocation) }, invocation);
}

async function obey(
  { values, positionals }: CommandLine<typeof SCENARIO_OPTIONS>,
  invocation: ScenarioInvocation,
): Promise<number> {
  const { argv, environment, scenariosDirectory, startedAt, stallLimitMs, reference } = invocation;
  const { runs = join(PROJECT_ROOT, "reports", "runs") } = invocation;
  if (values.version) {
    process.stdout.write(`${packageVersion()}\n`);
    return EXIT.green;
  }
  if (values.json && !values.list)
    throw new UsageError("--json belongs to --list. The result of a run as JSON: --reporter json, or json=FILE.");
  const configuration = await findConfiguration(values.config, process.cwd());
  const system = values.system === undefined ? undefined : await findSystem("system", values.system, configuration);
  const storyFolders = configuration?.stories ?? [];
  const files = findAllScenarioFiles(scenariosDirectory, storyFolders);
  if (files.length === 0) throw new UsageError(`There is no scenario in ${scenariosDirectory} yet.`);
  const selection = selectionOf(values, { files, filters: positionals, runs });
  if (selection.selected.length === 0) {
    process.stdout.write(`${selection.nothing}\n`);
    // Who puts the parts together must know that this one was there.
    if (values.shard && !values["no-record"]) newRunFolder(values, runs, argv).end(NOTHING, false, EXIT.green);
    return EXIT.green;
  }
  if (system !== undefined && "foreign" in system) requireFit(system.foreign, values);
  const debug = debuggedRun(
    { ...values, isForeign: system !== undefined && "foreign" in system },
    process.stdin.isTTY === true && process.stderr.isTTY === true,
  );
  await requireInspectorPort(debug);
  const runOptions = withReference(runOptionsOf(values, { configuration, system }), reference);
  const services = servicesOf(values, runOptions);
  const reporters = reportersOf(values, environment);
  const baseline = await baselineOf(values, runOptions, files);
  const asked: ScenarioRun = {
    scenariosDirectory,
    ...selection,
    idOf: (path) => storyId(path, [...storyFolders, { prefix: "", directory: scenariosDirectory }]),
    runOptions: {
      ...runOptions,
      ...(debug?.inspector?.waits && { stopsAtStories: true }),
      ...(debug?.pause && { pause: debug.pause }),
    },
    ...(baseline && { baseline }),
    ...(debug && { debug }),
    ...typesOf(values, positionals),
    watch: values.watch,
    // npm takes --verbose for itself and passes its log level instead.
    verbose: values.verbose || environment.npm_config_loglevel === "verbose",
    startedAt,
    services,
    ...(stallLimitMs === undefined ? {} : { stallLimitMs }),
    ...(values.x || values["max-failures"] ? { maxFailures: values["max-failures"] ?? 1 } : {}),
    ...(values.workers === undefined ? {} : { workers: values.workers }),
    ...(values.shard && { shard: values.shard }),
    reporters,
    style: terminalUse(values.reporter),
    redact: values.redact,
  };
  const run = await withReach(asked, values, environment);
  if (run.selected.length === 0 && !run.watch) return EXIT.green;
  // Only now, so that a usage error is reported at once.
  if (values.list) return (await import("./list-scenarios.ts")).listScenarios(run, values.json);
  const { runScenarios } = await import("./run-scenarios.ts");
  const folder = values["no-record"] || values.watch ? undefined : newRunFolder(values, runs, argv);
  if (folder === undefined) return runScenarios(run);
  const keepIn = { folder: folder.path, redact: values.redact };
  return runScenarios({
    ...run,
    folder,
    runOptions: { ...run.runOptions, ...(folder.lost === undefined && { keepIn }) },
  });
}

/** With `--only-changed` less is selected, and the line says why; it and a watching run record what stories reach. */
async function withReach(
  run: ScenarioRun,
  { watch, "only-changed": onlyChanged }: ScenarioOptions,
  environment: Invocation["environment"],
): Promise<ScenarioRun> {
  if (!watch && onlyChanged === undefined) return run;
  const { reachOfRun, whyNotRecorded } = await import("./changed/reach-of-run.ts");
  const reach = reachOfRun(run, environment);
  if (onlyChanged === undefined) return whyNotRecorded(run) === undefined ? { ...run, reach } : run;
  const changed = (await import("./changed/only-changed.ts")).onlyChanged(run, reach, onlyChanged.since);
  if (run.style !== "nothing") process.stdout.write(`${changed.told}\n`);
  return changed.run;
}

/** One story is told sooner than the compiler has read the repository: only who runs all, or asks for it, has its word, too. */
function typesOf(
  { typecheck, title, watch, "inspect-brk": stops }: ScenarioOptions,
  positionals: readonly string[],
): Pick<ScenarioRun, "types"> {
  if (typecheck) return { types: "wait" };
  return positionals.length === 0 && title === undefined && !watch && !stops ? { types: "beside" } : {};
}

/** Its processes and its databases are on this machine, whatever its cloud. */
function requireFit(foreign: ForeignSystem, { backend, database, bootstrap }: ScenarioOptions): void {
  if (backend === "localstack") requirePackages(withBootstraps(foreign, Object.fromEntries(bootstrap)));
  if (database === "mysql")
    throw new UsageError(
      `--database mysql is for the replica: each world of ${foreign.name} has an engine of its own on this machine. ` +
        "Leave it out.",
    );
}

/** @throws UsageError when they contradict one another, EnvironmentError when a file cannot be written. */
function reportersOf(values: ScenarioOptions, environment: Invocation["environment"]): readonly ChosenReporter[] {
  const { reporter: chosen, "json-report": jsonReport, watch, "no-record": noRecord } = values;
  if (chosen.some(({ name }) => name === "html") && (watch || noRecord))
    throw new UsageError(`--reporter html is made of the kept run: leave ${watch ? "--watch" : "--no-record"} away.`);
  for (const { name, path } of chosen)
    if (path !== undefined) requireWritable("reporter", name === "html" ? join(path, "index.html") : path);
  const json: readonly ChosenReporter[] = jsonReport === undefined ? [] : [{ name: "json", path: jsonReport }];
  return withGithub([...chosen.map(withFile), ...json], environment);
}

/** Vitest writes its JSON into a file. */
function withFile(reporter: ChosenReporter): ChosenReporter {
  if (reporter.name !== "json" || reporter.path !== undefined) return reporter;
  return { name: "json", path: join(mkdtempSync(join(tmpdir(), "json-report-")), "report.json"), printed: true };
}

const NOTHING = { scenarios: [], failures: [], notKept: undefined };

function newRunFolder(values: ScenarioOptions, root: string, parameters: readonly string[]): RunFolder {
  return new RunFolder({ root, parameters, keep: values.keep ?? KEPT_RUNS, shard: values.shard });
}

function runOptionsOf(
  values: ScenarioOptions,
  { configuration, system }: { readonly configuration?: Configuration; readonly system?: NamedSystem },
): RunOptions {
  if (values.defect.length > 0 && system !== undefined && "foreign" in system && system.foreign.server) {
    const { name } = system.foreign;
    throw new UsageError(`--defect switches a defect of the replica on, and the server of ${name} is your own.`);
  }
  return {
    defects: [...new Set(values.defect)],
    repeat: values.repeat ?? 1,
    ...(values.backend === undefined ? {} : { backend: values.backend }),
    ...(values.bootstrap.length === 0 ? {} : { bootstraps: Object.fromEntries(values.bootstrap) }),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...system,
    ...(values.config === undefined || configuration === undefined ? {} : { configPath: configuration.path }),
    ...(configuration === undefined || configuration.stories.length === 0
      ? {}
      : { storyFolders: configuration.stories }),
    ...(values.photos === undefined ? {} : { photosDirectory: values.photos }),
  };
}

/** A red story of another system is told once more on the replica whose stories it runs. */
function withReference(runOptions: RunOptions, given: ReplicaDescription | undefined): RunOptions {
  const { foreign } = runOptions;
  const reference = given ?? (foreign && { revision: foreign.revision, defects: [] });
  return reference ? { ...runOptions, reference } : runOptions;
}

/** The file of `--baseline`, else of the system of the user's own; read only when there is one. */
async function baselineOf(
  { baseline: given, "update-baseline": update, watch }: ScenarioOptions,
  { foreign }: RunOptions,
  files: readonly ScenarioFile[],
): Promise<ScenarioRun["baseline"]> {
  const path = given ?? foreign?.baselinePath;
  if (update && path === undefined) throw new UsageError("--update-baseline needs the file: say --baseline FILE.");
  if (update && watch) throw new UsageError("--update-baseline writes once, at the end: leave --watch away.");
  if (path === undefined) return undefined;
  const { BaselineFile } = await import("../../comparison/baseline/baseline-file.ts");
  const mustExist = given !== undefined && !update;
  return { file: new BaselineFile({ path, mustExist, scenarios: files.map(({ id }) => id) }), update };
}

function servicesOf(values: ScenarioOptions, { foreign }: RunOptions): RunServices {
  const { backend = "embedded" } = values;
  if (backend === "embedded" && values.endpoint !== undefined) {
    throw new UsageError("--endpoint names a running LocalStack: say --backend localstack as well.");
  }
  // A system of the user's own brings its engines along, on any backend.
  return servicesFor(backend, foreign ? { ...values, database: "local" } : values);
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8")) as { version: string };
  return version;
}
