import { newMemoiser } from "../../scenario/memoise.ts";
import { type Run, type RunStoryOptions, systemOf } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import type { DefectStudy } from "./defect-study.ts";
import { skipReason, tryEachDefect } from "./each-defect.ts";
import { searchSmallestSets } from "./incident-sets.ts";
import { keepMechanisms } from "./keep-mechanisms.ts";

/** Runs a scenario as often as the study needs. Returns its own run with the answer, or why it is skipped. */
export async function studyScenario(
  scenario: Scenario,
  study: DefectStudy,
  storyOptions: Pick<RunStoryOptions, "runOptions" | "engine">,
): Promise<Run | { readonly skipped: string }> {
  // No defect depends on megapixels, and the scenario's own run uses the same photos as the runs compared with it.
  const given = { ...storyOptions, photos: "small" as const, memoise: newMemoiser() };
  if (study.kind === "smallest-sets") {
    const none = systemOf(scenario, storyOptions.runOptions).defects.size === 0;
    return none ? { skipped: "is about a system without defects" } : searchSmallestSets(scenario, given);
  }
  if (study.kind === "mechanisms") return keepMechanisms(scenario, study, given);
  const skipped = skipReason(scenario);
  if (skipped !== undefined) return { skipped };
  return tryEachDefect(scenario, study.defects, given);
}
