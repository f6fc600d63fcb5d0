import type { BaselineFile } from "../../comparison/baseline/baseline-file.ts";
import { type DefectStudy, maxRuns } from "../../comparison/defects/defect-study.ts";
import type { RunFolder } from "../../report/kept-runs/run-folder.ts";
import type { ReportStyle } from "../../report/outcome-lines.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import type { Shard } from "../../support/shard.ts";
import type { ChosenReporter } from "../framework/read-reporters.ts";
import type { RunReach } from "./changed/run-reach.ts";
import type { DebuggedRun } from "./debug-options.ts";
import type { RunServices } from "./run-services.ts";
import type { SelectedScenario } from "./scenario-file.ts";
import { scenarioTimeoutMs } from "./scenario-settings.ts";

/** Everything that a command says about one run. */
export interface ScenarioRun {
  readonly scenariosDirectory: string;
  readonly idOf: (path: string) => string;
  /** The scenarios that run. */
  readonly selected: readonly SelectedScenario[];
  /** Whether all scenarios are selected; a watching run then also includes new files. */
  readonly everything: boolean;
  readonly runOptions: RunOptions;
  /** Each scenario is run again and again with other defects. */
  readonly study?: DefectStudy;
  /** Red scenarios that are known; with `update` the run's result is written into it. */
  readonly baseline?: { readonly file: BaselineFile; readonly update: boolean };
  readonly services: RunServices;
  readonly titlePattern?: RegExp;
  /** What was asked of titles and tags, as it was typed: for a message that nothing matches. */
  readonly asked?: string;
  /** Expressions over tags, which must all hold. */
  readonly tagsFilter?: readonly string[];
  /** Nothing that is asked of titles and tags need match: this is one part of several. */
  readonly mayBeEmpty?: boolean;
  /** After so many red scenarios nothing else is begun. */
  readonly maxFailures?: number;
  readonly watch: boolean;
  /** What a watching run goes on with, where it begins with less. */
  readonly watched?: Pick<ScenarioRun, "selected" | "everything">;
  /** What the stories reach is recorded, each file in a thread of its own. */
  readonly reach?: RunReach;
  readonly verbose: boolean;
  /** What is printed; default `list`. */
  readonly style?: ReportStyle;
  /** Red scenarios are listed, without a block of their own, and skipped ones are not: who compares runs tells of them. */
  readonly withoutFailures?: boolean;
  readonly workers?: number;
  /** Files and places where the result is told beside the terminal. */
  readonly reporters?: readonly ChosenReporter[];
  /** Further names whose values are secret. */
  readonly redact?: readonly string[];
  readonly shard?: Shard;
  /** The compiler runs beside it; `wait`: its errors count. */
  readonly types?: "beside" | "wait";
  /** Somebody looks into it while it runs: nothing is too slow then. */
  readonly debug?: DebuggedRun;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  /** Silence for longer means a loop without end; default: what scenarios may take (stall-watch.ts). */
  readonly stallLimitMs?: number;
  /** Where the run is kept; absent: it is not. */
  readonly folder?: RunFolder;
  /** Called with the result of a run that came to its end. */
  readonly onTally?: (tally: RunTally) => void;
}

/** Real time that all runs of one scenario together may take. */
export function longestScenarioMs({
  runOptions,
  study,
  debug,
}: Pick<ScenarioRun, "runOptions" | "study" | "debug">): number {
  if (debug) return Number.POSITIVE_INFINITY;
  // A red story is told once more on the replica.
  const runs = study ? maxRuns(study) : runOptions.repeat + (runOptions.reference ? 1 : 0);
  return scenarioTimeoutMs(runOptions) * runs;
}
