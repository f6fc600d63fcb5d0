import { type DefectStudy, maxRuns } from "../../comparison/defects/defect-study.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import type { RunServices } from "./run-services.ts";
import type { ScenarioFile } from "./scenario-files.ts";

/** What one run is asked to do, by whichever command. */
export interface ScenarioRun {
  readonly scenariosDirectory: string;
  readonly idOf: (path: string) => string;
  /** Those that run. */
  readonly selected: readonly ScenarioFile[];
  /** Whether that is every scenario there is; a watching run then takes new files in. */
  readonly everything: boolean;
  readonly runOptions: RunOptions;
  /** Each scenario is run again and again with other defects. */
  readonly study?: DefectStudy;
  readonly services: RunServices;
  readonly titlePattern?: RegExp;
  readonly watch: boolean;
  readonly verbose: boolean;
  /** Only what is red gets a line. */
  readonly quiet?: boolean;
  readonly workers?: number;
  readonly jsonReport?: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  /** Called with the result of a run that came to its end. */
  readonly onTally?: (tally: RunTally) => void;
}

/** Upper bound of the runs of one scenario, for time-outs in real time. */
export function maxRunsOf({ runOptions, study }: ScenarioRun): number {
  return study ? maxRuns(study) : runOptions.repeat;
}
