/** A scenario file: its id is the path below `scenarios/`, or a folder of one's own (storyId), without the ending. */
export interface ScenarioFile {
  readonly id: string;
  readonly path: string;
}

/** What of a file runs: all of it, or the scenarios that begin at these lines. */
export interface SelectedScenario extends ScenarioFile {
  readonly lines?: readonly number[];
}
