import type { BaselineJudgement } from "../comparison/baseline/judge-baseline.ts";
import type { EngineDescription } from "../database/engine/engine.ts";
import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import type { Palette } from "../support/palette.ts";
import type { BackendDescription } from "../world/world-options.ts";
import { durationText } from "./duration.ts";

const SEEDS_LISTED = 3;

/** `MariaDB 10.11.19 (cache)`. */
function engineText(engine: EngineDescription): string {
  return `${engine.flavour === "mariadb" ? "MariaDB" : "MySQL"} ${engine.version} (${engine.origin})`;
}

/** The first line of a report: which database engine and cloud run, and the run's options. */
export function startLine(
  engine: EngineDescription,
  runOptions: RunOptions,
  backend: BackendDescription = { name: "embedded" },
): string {
  return [
    engineText(engine),
    ...(backend.name === "localstack" ? [`LocalStack ${backend.localstack.version}`] : []),
    ...systemText(runOptions),
    ...(runOptions.defects.length === 0 ? [] : [`with ${runOptions.defects.join(", ")}`]),
    ...(runOptions.seed === undefined ? [] : [`seed ${runOptions.seed}`]),
    ...(runOptions.photosDirectory === undefined ? [] : [`photos of ${runOptions.photosDirectory}`]),
    ...(runOptions.repeat === 1 ? [] : [`each ${runOptions.repeat} times`]),
  ].join(" · ");
}

function systemText({ foreign, revision }: RunOptions): readonly string[] {
  if (foreign) return [`system ${foreign.name} (stories of ${foreign.revision})`];
  return revision === undefined ? [] : [`system ${revision}`];
}

/** What a summary says beside the outcomes themselves. */
export interface SummaryOptions {
  readonly elapsedMs: number;
  readonly paint: Palette;
  readonly baseline?: Pick<BaselineJudgement, "known" | "nowGreen"> | undefined;
  /** Skipped scenarios cannot be run against this system. */
  readonly notApplicable?: boolean;
  /** Files that were selected and not begun, because the run was to end before. */
  readonly notRun?: number;
  /** Red ones that a baseline knew, where the baseline itself is not there any more. */
  readonly known?: number;
  /** How often each scenario was run. */
  readonly repeat?: number;
}

/** `12 scenarios: 8 passed, 1 failed, 2 known red, 1 skipped · 1 no longer red · seed 7 · 3.2 s`. */
export function summaryLine(outcomes: readonly ScenarioOutcome[], options: SummaryOptions): string {
  const { elapsedMs, paint, baseline, notApplicable = false, notRun = 0, repeat = 1 } = options;
  const count = (mark: ScenarioOutcome["mark"]) => outcomes.filter((outcome) => outcome.mark === mark).length;
  const [known, nowGreen] = [baseline?.known.length ?? options.known ?? 0, baseline?.nowGreen.length ?? 0];
  const [passed, failed, skipped] = [count("passed"), count("failed") - known, count("skipped")];
  const counts = [
    ...(passed > 0 || outcomes.length === 0 ? [paint.green(`${passed} passed`)] : []),
    ...(failed > 0 ? [paint.red(`${failed} failed`)] : []),
    ...(known > 0 ? [paint.yellow(`${known} known red`)] : []),
    ...(skipped > 0 ? [paint.yellow(`${skipped} ${notApplicable ? "not applicable" : "skipped"}`)] : []),
  ].join(", ");
  const total = `${outcomes.length} ${outcomes.length === 1 ? "scenario" : "scenarios"}`;
  const better = nowGreen > 0 ? [paint.red(`${nowGreen} no longer red`)] : [];
  const left = notRun > 0 ? [paint.yellow(`${notRun} not run`)] : [];
  return [
    `${total}: ${counts}`,
    ...left,
    ...better,
    ...repeatText(outcomes, repeat),
    ...seedsOf(outcomes),
    durationText(elapsedMs),
  ].join(" · ");
}

/** Where time is virtual, a run whose trace is another is red. */
function repeatText(outcomes: readonly ScenarioOutcome[], repeat: number): readonly string[] {
  const proved = outcomes.filter(({ mark, result }) => mark === "passed" && result?.virtualMs !== undefined).length;
  if (repeat === 1 || proved === 0) return [];
  return [`${repeat} equal traces ${proved === 1 ? "of it" : "of each that passed"}`];
}

function seedsOf(outcomes: readonly ScenarioOutcome[]): readonly string[] {
  const seeds = [...new Set(outcomes.flatMap((outcome) => outcome.result?.seed ?? []))].sort((a, b) => a - b);
  if (seeds.length === 0) return [];
  if (seeds.length === 1) return [`seed ${seeds[0]}`];
  return [seeds.length <= SEEDS_LISTED ? `seeds ${seeds.join(", ")}` : `${seeds.length} seeds`];
}
