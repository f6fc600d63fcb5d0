import { DEFECT_IDS, type DefectId } from "../../../system/defects.ts";
import { System } from "../../../system/revisions.ts";
import { explainFailure } from "../../scenario/explain.ts";
import type { DefectTrial } from "../../scenario/result.ts";
import { type Run, type RunStoryOptions, runStory, systemOf } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { type DeploymentQuestion, deploymentQuestions } from "./deployed-parts.ts";

/** Why a scenario has no row in the matrix; undefined when it has one. */
export function skipReason(scenario: Scenario): string | undefined {
  if (scenario.options.world?.withoutSystem) return "is about the cloud alone";
  const system = systemOf(scenario, { defects: [], repeat: 1 });
  if (system.revision !== "fixed" || system.defects.size > 0) return "is not about the fixed system";
  return undefined;
}

/** Runs the scenario once as it is and, when that is green, once with each defect alone that could matter. */
export async function tryEachDefect(
  scenario: Scenario,
  defects: readonly DefectId[],
  storyOptions: Omit<RunStoryOptions, "system">,
): Promise<Run> {
  const asked = new Map<DefectId, number>();
  const fixed = new System("fixed", [], (defect) => asked.set(defect, (asked.get(defect) ?? 0) + 1));
  const clean = await runStory(scenario, { ...storyOptions, system: fixed });
  if (clean.failure) return explained(clean, clean.failure.error);
  const questions = deploymentQuestions();
  const trials: DefectTrial[] = [];
  for (const defect of DEFECT_IDS.filter((id) => defects.includes(id))) {
    const times = asked.get(defect) ?? 0;
    if (times === 0) trials.push({ defect, verdict: "not-asked" });
    else if (isUnused(questions.get(defect), times, clean)) trials.push({ defect, verdict: "unused" });
    else trials.push(await tryDefect(scenario, defect, storyOptions));
  }
  return { ...clean, result: { ...clean.result, trials } };
}

/** True when only the deployment asked about the defect and the run never used the parts that differ. */
function isUnused(question: DeploymentQuestion | undefined, times: number, { world }: Run): boolean {
  return question?.times === times && question.parts.every((part) => !part.isUsedIn(world.trace));
}

async function tryDefect(
  scenario: Scenario,
  defect: DefectId,
  storyOptions: Omit<RunStoryOptions, "system">,
): Promise<DefectTrial> {
  const run = await runStory(scenario, { ...storyOptions, system: new System("fixed", [defect]) });
  if (!run.failure) return { defect, verdict: "green" };
  if (run.failure.error instanceof EnvironmentError) throw run.failure.error;
  return { defect, verdict: "red", rule: explainFailure(run.failure.error, run.world.trace, undefined).rule };
}

function explained(run: Run, error: unknown): Run {
  return { ...run, result: { ...run.result, failure: explainFailure(error, run.world.trace, undefined) } };
}
