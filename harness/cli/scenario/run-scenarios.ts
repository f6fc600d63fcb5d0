import type { Vitest } from "vitest/node";
import { machineTime } from "../../clock/machine-time.ts";
import type { BaselineFile } from "../../comparison/baseline/baseline-file.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { liveText } from "../../report/live-text.ts";
import { startLine } from "../../report/run-lines.ts";
import type { RunTally } from "../../report/run-record.ts";
import { TerminalReporter } from "../../report/terminal-reporter.ts";
import { withoutCommands } from "../../report/told/without-commands.ts";
import { requireCache } from "../../support/cache-directory.ts";
import { wantsColours } from "../../support/colours.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { UsageError } from "../../support/usage-error.ts";
import { exitOf } from "../framework/exit-code.ts";
import { Interrupted, watchForInterruption } from "../framework/interruption.ts";
import { liveLine } from "../framework/live-line.ts";
import { nothingMatches } from "./nothing-matches.ts";
import { NothingStarts, WrongSystem } from "./nothing-starts.ts";
import { showPauses } from "./pauses.ts";
import { isWorkerGone, RunResources } from "./run-resources.ts";
import { longestScenarioMs, type ScenarioRun } from "./scenario-run.ts";
import { EndlessScenario, stallLimitMs, stallWatch } from "./stall-watch.ts";
import { tellRun } from "./tell-run.ts";
import { codeWithTypes, startTypeCheck, type TypeCheck, typeLines } from "./type-check.ts";
import { vitestFilters } from "./vitest-filters.ts";
import { keysWhileWatching } from "./watch-keys.ts";
import { WatchedRuns } from "./watched-runs.ts";

/** Until the first scenario begins. */
const PREPARING = "starting the database, reading the stories";

/** Runs scenarios and returns the exit status. Throws EnvironmentError when there is no database server. */
export async function runScenarios(run: ScenarioRun): Promise<number> {
  using interruption = watchForInterruption();
  const reporter = terminalReporter(run);
  requireCache(process.env);
  using _live = run.style === "nothing" ? undefined : liveLine((columns) => live(reporter, columns));
  using stall = stallWatch(reporter, run.stallLimitMs ?? stallLimitMs(longestScenarioMs(run)));
  using types = run.types && startTypeCheck(process.env);
  using _pauses = run.debug?.pause && showPauses(run.debug.pause);
  const resources = new RunResources(run, reporter);
  let orderly = true;
  let exitStatus: number | undefined;
  try {
    const toEnd = runToEnd(run, resources, reporter).then((code) => withTypes(code, run, types));
    // Vitest also throws what it reports of a worker that went away, and goes on.
    const interrupted = interruption.interrupted.catch((error) =>
      isWorkerGone(error) ? toEnd : Promise.reject(error),
    );
    exitStatus = await Promise.race([toEnd, interrupted, stall.stalled, resources.lost]);
  } catch (error) {
    orderly = error instanceof UsageError && !(error instanceof WrongSystem);
    exitStatus = await statusOf(error, reporter, resources, run);
  } finally {
    if (exitStatus === undefined) await tellRun(run, { tally: reporter.tally, orderly, exitStatus });
    await resources.close(orderly);
  }
  await tellRun(run, { tally: reporter.tally, orderly, exitStatus });
  return exitStatus;
}

function live(reporter: TerminalReporter, columns: number): string {
  return reporter.summaryPrinted ? "" : liveText(reporter.live(PREPARING), columns);
}

/** Of a run that was ended; throws what is no end of a run. */
async function statusOf(
  error: unknown,
  reporter: TerminalReporter,
  resources: RunResources,
  { baseline }: ScenarioRun,
): Promise<number> {
  if (error instanceof EndlessScenario) {
    const { storyLinesOfWorkers } = await import("./where-workers-are.ts");
    const places = await storyLinesOfWorkers((path) => resources.sourceMapOf(path));
    const message = `${error.message}${places.length === 0 ? "" : ` It is at ${places.join(" and ")}.`}`;
    reporter.endless(message);
    process.stderr.write(`${message}\n`);
    return EXIT.red;
  }
  if (error instanceof Interrupted) {
    process.stdout.write(`\nInterrupted by ${error.message}.\n`);
    reporter.interrupted();
    return error.exitCode;
  }
  if (error instanceof NothingStarts) {
    reporter.interrupted();
    const left = baseline?.update ? ` ${baseline.file.name} is left as it was.` : "";
    process.stderr.write(`Exit ${EXIT.red}: ${error.message}${left}\n`);
    return EXIT.red;
  }
  // Scenarios that still run would fail one after the other for the same reason.
  if (error instanceof EnvironmentError || error instanceof WrongSystem) reporter.abandoned();
  throw error;
}

/** The verdict does not wait for the compiler, unless it was told to. */
async function withTypes(code: number, { types }: ScenarioRun, check: TypeCheck | undefined): Promise<number> {
  if (!check) return code;
  const found = types === "wait" ? await check.finished : check.found;
  const lines = typeLines(found);
  if (lines.length > 0) process.stderr.write(`${lines.join("\n")}\n`);
  return types === "wait" && found ? codeWithTypes(code, found) : code;
}

async function runToEnd(run: ScenarioRun, resources: RunResources, reporter: TerminalReporter): Promise<number> {
  const { engine, backend, vitest } = await resources.start();
  const { flavour, version, origin, address, run: runName } = engine;
  const description: EngineDescription = { flavour, version, origin, address, run: runName };
  vitest.provide("engine", description);
  vitest.provide("backend", backend);
  vitest.provide("runOptions", run.runOptions);
  if (run.study) vitest.provide("defectStudy", run.study);
  if (run.titlePattern) vitest.setGlobalTestNamePattern(run.titlePattern);
  if (run.style !== "nothing") process.stdout.write(`${startLine(engine, run.runOptions, backend)}\n\n`);
  const paths = vitestFilters(run);
  // Vitest takes no filter for no filter.
  if (run.selected.length === 0) await vitest.standalone();
  else await vitest.start(paths);
  if (run.watch) await watch(run, vitest, reporter);
  return codeOf(run, reporter);
}

/** Until the person who watches has had enough. */
async function watch(run: ScenarioRun, vitest: Vitest, reporter: TerminalReporter): Promise<void> {
  const { promise: broken, reject } = Promise.withResolvers<never>();
  const runs = new WatchedRuns({
    vitest,
    idOf: run.idOf,
    filters: vitestFilters(run.watched ?? run),
    ...(run.titlePattern && { titlePattern: run.titlePattern }),
    tell: (line) => reporter.tellWatching(line),
    onWaiting: () => reporter.onWatcherStart(),
  });
  const { watchChanges } = await import("./changed/watch-changes.ts");
  const changes = run.reach && watchChanges(vitest, runs, run.reach, reject);
  try {
    await Promise.race([keysWhileWatching(runs), broken]);
  } finally {
    changes?.close();
  }
}

function codeOf(run: ScenarioRun, reporter: TerminalReporter): number {
  for (const error of reporter.brokenBy) {
    process.stderr.write(`The report is incomplete, by a bug of the harness: ${(error as Error).stack ?? error}\n`);
  }
  if (reporter.brokenBy.length > 0 || !reporter.summaryPrinted) return EXIT.ourBug;
  const { tally } = reporter;
  run.onTally?.(tally);
  if (tally.outcomes.length === 0 && tally.notRun.length === 0 && tally.unhandledErrors.length === 0) {
    if (run.mayBeEmpty) return nothingHere(run);
    if (tally.deselected.length > 0) throw nothingMatches(run, tally.deselected);
  }
  const { code, why } = exitOf(tally, {
    baseline: run.baseline?.file.judge(tally.outcomes),
    foreign: run.runOptions.reference !== undefined,
  });
  // Vitest may come to an end behind an interruption, with scenarios that are red because their services are gone.
  if (run.baseline?.update && !reporter.cutShort) return codeOfUpdate(run.baseline.file, tally, { code, why });
  if (why !== undefined) process.stderr.write(`Exit ${code}: ${why}.\n`);
  return code;
}

function nothingHere({ asked }: ScenarioRun): number {
  process.stdout.write(`Nothing of this part ${asked === undefined ? "is left" : `matches ${asked}`}.\n`);
  return EXIT.green;
}

/** A run that proves nothing leaves the file as it was. */
function codeOfUpdate(file: BaselineFile, tally: RunTally, ended: ReturnType<typeof exitOf>): number {
  const lacking = tally.outcomes.find(({ errors }) => errors.some(({ name }) => name === "EnvironmentError"));
  const proved = ended.code === EXIT.green || ended.code === EXIT.red;
  if (!proved || lacking) {
    const why = ended.why ?? `this machine lacks what ${lacking?.id ?? "a scenario"} needs`;
    process.stderr.write(`${file.name} is left as it was: ${why}.\n`);
    return ended.code;
  }
  const { entries, added, changed, removed } = file.update(tally.outcomes, machineTime.now());
  const kept = entries.length - added - changed;
  process.stdout.write(`${file.name}: ${added} added, ${changed} changed, ${removed} removed, ${kept} kept\n`);
  const blind = file.unwritable(tally.outcomes);
  if (blind.length === 0) return EXIT.green;
  process.stderr.write(
    `Exit ${EXIT.red}: a baseline cannot know ${blind.join(", ")}: nothing was said of the system.\n`,
  );
  return EXIT.red;
}

function isNarrowed({ titlePattern, tagsFilter = [], selected }: ScenarioRun): boolean {
  return titlePattern !== undefined || tagsFilter.length > 0 || selected.some(({ lines }) => lines !== undefined);
}

function terminalReporter(run: ScenarioRun): TerminalReporter {
  const inGithub = process.env.GITHUB_ACTIONS === "true";
  return new TerminalReporter({
    write: (text) => void process.stdout.write(inGithub ? withoutCommands(text) : text),
    colours: wantsColours(process.stdout, process.env),
    ...(process.stdout.isTTY === true && { columns: process.stdout.columns }),
    verbose: run.verbose,
    style: run.style ?? "list",
    runOptions: run.runOptions,
    now: () => performance.now(),
    startedAt: run.startedAt,
    projectRoot: PROJECT_ROOT,
    idOf: run.idOf,
    narrowed: isNarrowed(run),
    ...(run.maxFailures !== undefined && { maxFailures: run.maxFailures }),
    ...(run.baseline === undefined ? {} : { baseline: run.baseline.file }),
    ...(run.withoutFailures === undefined ? {} : { withoutFailures: run.withoutFailures }),
  });
}
