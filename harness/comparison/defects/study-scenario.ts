import { newMemoiser } from "../../scenario/memoise.ts";
import { type Run, systemOf, type Telling } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import type { DefectStudy } from "./defect-study.ts";
import { tryEachDefect, whyNotTried } from "./each-defect.ts";
import { searchSmallestSets } from "./incident-sets.ts";

/** Tells a scenario as often as the study needs; its own run with what was learnt, or why it is no part of the study. */
export async function studyScenario(
  scenario: Scenario,
  study: DefectStudy,
  telling: Pick<Telling, "runOptions" | "engine">,
): Promise<Run | { readonly leftOut: string }> {
  // No departure depends on megapixels, and the scenario's own run has the same photos as the runs compared with it.
  const given = { ...telling, photos: "small" as const, memoise: newMemoiser() };
  if (study.kind === "smallest-sets") {
    const none = systemOf(scenario, telling.runOptions).defects.size === 0;
    return none ? { leftOut: "is about a system without defects" } : searchSmallestSets(scenario, given);
  }
  const leftOut = whyNotTried(scenario);
  if (leftOut !== undefined) return { leftOut };
  return tryEachDefect(scenario, study.defects, given);
}
