import { type DefectStudy, maxRuns } from "../../comparison/defects/defect-study.ts";
import type { RunFolder } from "../../report/kept-runs/run-folder.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import type { RunServices } from "./run-services.ts";
import type { ScenarioFile } from "./scenario-files.ts";

/** Everything that a command says about one run. */
export interface ScenarioRun {
  readonly scenariosDirectory: string;
  readonly idOf: (path: string) => string;
  /** The scenarios that run. */
  readonly selected: readonly ScenarioFile[];
  /** Whether all scenarios are selected; a watching run then also includes new files. */
  readonly everything: boolean;
  readonly runOptions: RunOptions;
  /** Each scenario is run again and again with other defects. */
  readonly study?: DefectStudy;
  readonly services: RunServices;
  readonly titlePattern?: RegExp;
  readonly watch: boolean;
  readonly verbose: boolean;
  /** Prints lines of red scenarios only. */
  readonly quiet?: boolean;
  readonly workers?: number;
  readonly jsonReport?: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  /** Silence for longer means a loop without end; default: what scenarios may take (stall-watch.ts). */
  readonly stallLimitMs?: number;
  /** Where the run is kept; absent: it is not. */
  readonly folder?: RunFolder;
  /** Called with the result of a run that came to its end. */
  readonly onTally?: (tally: RunTally) => void;
}

/** Upper bound of the runs of one scenario, for time-outs in real time. */
export function maxRunsOf({ runOptions, study }: ScenarioRun): number {
  return study ? maxRuns(study) : runOptions.repeat;
}
