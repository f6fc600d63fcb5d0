import type { Departure, RunSide, SideVerdict } from "./departure.ts";

/** The view of a report in which its run is compared with another one. */
export interface DiffModel {
  /** The run of the report, and the other one. */
  readonly runs: readonly [RunSide, RunSide];
  readonly scenarios: readonly DiffScenario[];
  /** Keys of those that are the same. */
  readonly alike: readonly string[];
  /** What is the same, is so in order and times, too. */
  readonly identical: boolean;
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  readonly notices: readonly string[];
}

export interface DiffScenario {
  readonly key: string;
  readonly title: string;
  readonly verdicts: readonly [SideVerdict, SideVerdict];
  /** The first divergence first, then what follows from it, then the others. None where only the verdicts differ. */
  readonly departures: readonly ShownDeparture[];
  /** Further ones, which are left out. */
  readonly more?: number;
}

export interface ShownDeparture extends Omit<Departure, "values"> {
  /** As text; undefined for what one side does not have. */
  readonly values?: readonly [string | undefined, string | undefined];
}

/** What the overview says of the comparison. */
export interface DiffSummary {
  readonly runs: readonly [RunSide, RunSide];
  /** Keys of the scenarios that differ. */
  readonly different: readonly string[];
  readonly alike: number;
}
