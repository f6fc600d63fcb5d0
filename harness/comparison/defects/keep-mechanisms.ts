import { System } from "../../../system/revisions.ts";
import { explainFailure } from "../../scenario/explain.ts";
import { keepScenario } from "../../scenario/record/keep-scenario.ts";
import { type Run, type RunStoryOptions, runStory } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import type { DefectStudy } from "./defect-study.ts";
import { MECHANISMS } from "./mechanisms.ts";

/**
 * Runs a scenario with each of the defects whose mechanism it shows, explains the red runs as `npm run scenario` does, and
 * keeps them. Returns the scenario's own run.
 */
export async function keepMechanisms(
  scenario: Scenario,
  { defects, folder }: Extract<DefectStudy, { kind: "mechanisms" }>,
  storyOptions: Omit<RunStoryOptions, "system">,
): Promise<Run | { readonly skipped: string }> {
  const shown = defects.filter((defect) => MECHANISMS[defect].scenario === scenario.id);
  if (shown.length === 0) return { skipped: "shows no mechanism" };
  const own = await runStory(scenario, { ...storyOptions, system: new System("fixed") });
  if (own.failure) return own;
  for (const defect of shown) {
    const red = await runStory(scenario, { ...storyOptions, system: new System("fixed", [defect]) });
    const explained = red.failure && explainFailure(red.failure.error, red.world.trace, own.world.trace);
    const result = { ...red.result, ...(explained && { failure: explained }) };
    const { notKept } = await keepScenario({ world: red.world, result }, { folder, redact: [] });
    if (notKept !== undefined) throw new Error(`the run with ${defect} could not be kept: ${notKept}`);
  }
  return own;
}
