import type { Run, Telling } from "./run-story.ts";
import type { Scenario } from "./story.ts";

/**
 * Tells a scenario as often, and of as many systems, as it takes to learn something about it: its own run with what was
 * learnt, or why the scenario is no part of the study.
 */
export type Study = (
  scenario: Scenario,
  telling: Pick<Telling, "runOptions" | "engine">,
) => Promise<Run | { readonly leftOut: string }>;

let given: Study | undefined;

/** From now on the scenarios of this worker are studied, not merely told. For setup files of Vitest. */
export function studyScenarios(study: Study): void {
  given = study;
}

export function givenStudy(): Study | undefined {
  return given;
}
