import { DEFECT_IDS, type DefectId } from "../../system/defects.ts";
import { System } from "../../system/revisions.ts";
import { EnvironmentError } from "../environment-error.ts";
import { explainFailure } from "../scenario/explain.ts";
import type { DefectTrial } from "../scenario/result.ts";
import { type Run, runStory, systemOf, type Telling } from "../scenario/run-story.ts";
import type { Scenario } from "../scenario/story.ts";

/** Why a scenario has no row in the matrix; undefined when it has one. */
export function whyNotTried(scenario: Scenario): string | undefined {
  if (scenario.options.world?.withoutSystem) return "is about the cloud alone";
  const system = systemOf(scenario, { defects: [], repeat: 1 });
  if (system.revision !== "fixed" || system.defects.size > 0) return "is not about the fixed system";
  return undefined;
}

/** Tells the scenario once as it is and, when that is green, once with each defect alone that could matter. */
export async function tryEachDefect(
  scenario: Scenario,
  defects: readonly DefectId[],
  telling: Omit<Telling, "system">,
): Promise<Run> {
  const asked = new Set<DefectId>();
  const fixed = new System("fixed", [], (defect) => asked.add(defect));
  const clean = await runStory(scenario, { ...telling, system: fixed });
  if (clean.error !== undefined) return withFailure(clean);
  const trials: DefectTrial[] = [];
  for (const defect of DEFECT_IDS.filter((id) => defects.includes(id))) {
    trials.push(asked.has(defect) ? await tryDefect(scenario, defect, telling) : { defect, verdict: "not-asked" });
  }
  return { ...clean, result: { ...clean.result, trials } };
}

async function tryDefect(scenario: Scenario, defect: DefectId, telling: Omit<Telling, "system">): Promise<DefectTrial> {
  const run = await runStory(scenario, { ...telling, system: new System("fixed", [defect]) });
  if (run.error instanceof EnvironmentError) throw run.error;
  if (run.error === undefined) return { defect, verdict: "green" };
  return { defect, verdict: "red", rule: explainFailure(run.error, run.world.trace, undefined).rule };
}

function withFailure(run: Run): Run {
  return { ...run, result: { ...run.result, failure: explainFailure(run.error, run.world.trace, undefined) } };
}
