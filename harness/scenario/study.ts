import type { Run, RunStoryOptions } from "./run-story.ts";
import type { Scenario } from "./story.ts";

/**
 * Runs a scenario as often, and on as many systems, as its question needs. Returns the scenario's own run with the
 * answer, or why the scenario is skipped.
 */
export type Study = (
  scenario: Scenario,
  storyOptions: Pick<RunStoryOptions, "runOptions" | "engine">,
) => Promise<Run | { readonly skipped: string }>;

let current: Study | undefined;

/** From now on the scenarios of this worker are studied, not only run. For setup files of Vitest. */
export function studyScenarios(study: Study): void {
  current = study;
}

export function currentStudy(): Study | undefined {
  return current;
}
