import { type DefectStudy, mostTellings } from "../../comparison/defects/defect-study.ts";
import type { RunTally } from "../../report/run-record.ts";
import type { RunOptions } from "../../scenario/run-options.ts";
import type { Machinery } from "./machinery.ts";
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
  /** Scenarios are not merely told, but told again and again with other defects. */
  readonly study?: DefectStudy;
  readonly machinery: Machinery;
  readonly titlePattern?: RegExp;
  readonly watch: boolean;
  readonly verbose: boolean;
  /** Only what is red gets a line. */
  readonly quiet?: boolean;
  readonly workers?: number;
  readonly jsonReport?: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  /** Told what a run that came to its end came to. */
  readonly onTally?: (tally: RunTally) => void;
}

/** How often a scenario is told at most, for limits in real time. */
export function tellingsOf({ runOptions, study }: ScenarioRun): number {
  return study ? mostTellings(study) : runOptions.repeat;
}
