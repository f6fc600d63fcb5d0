import type { DefectId } from "../../../system/defects.ts";
import type { SmallestSets } from "../../scenario/result.ts";
import { type Run, type RunStoryOptions, runStory, systemOf } from "../../scenario/run-story.ts";
import type { Scenario } from "../../scenario/story.ts";
import { silentFailureOf } from "./silent-failure.ts";
import { smallestSets } from "./smallest-sets.ts";
import { VerdictCache } from "./verdict-cache.ts";

const QUESTIONS = {
  evidence: "every comparable field of the evidence is the same",
  rows: "'complete' answers success and no ZIP is made, yet every job says SUCCEEDED without a last_error",
  log: "the same, and the server's log has not one line of level WARN or ERROR",
} as const;

type Verdict = Readonly<Record<keyof typeof QUESTIONS, boolean>>;

/**
 * Searches the smallest sets of the scenario's own defects with which its failure still happens, for each question that
 * holds with all of its defects.
 */
export async function searchSmallestSets(
  scenario: Scenario,
  storyOptions: Omit<RunStoryOptions, "system">,
): Promise<Run> {
  const own = systemOf(scenario, storyOptions.runOptions);
  const all = [...own.defects];
  let run: Run | undefined;
  const verdicts = new VerdictCache<Verdict>(own.revision, async (system) => {
    let silentFailure = { rows: false, log: false };
    const inspect: RunStoryOptions["inspect"] = async (world) => {
      silentFailure = await silentFailureOf(world);
    };
    const current = await runStory(scenario, { ...storyOptions, system, inspect });
    run ??= current;
    return { ...silentFailure, evidence: current.result.evidence?.different.length === 0 };
  });
  const whole = await verdicts.verdict(all);
  const found: SmallestSets[] = [];
  for (const name of Object.keys(QUESTIONS) as (keyof typeof QUESTIONS)[]) {
    if (!whole[name]) continue;
    const before = verdicts.count;
    const holds = async (set: readonly DefectId[]): Promise<boolean> => (await verdicts.verdict(set))[name];
    const sets = await smallestSets(all, holds);
    const spoiledBy = await spoilers(sets[0] ?? [], all, holds);
    found.push({ question: QUESTIONS[name], sets, spoiledBy, runs: verdicts.count - before });
  }
  if (!run) throw new Error("the search has not run its scenario once");
  return { ...run, result: { ...run.result, smallestSets: found } };
}

/** A spot check of the search's assumption: defects that, added to a set alone, undo what holds with it. */
async function spoilers(
  set: readonly DefectId[],
  all: readonly DefectId[],
  holds: (set: readonly DefectId[]) => Promise<boolean>,
): Promise<readonly DefectId[]> {
  const spoiling: DefectId[] = [];
  for (const defect of all) {
    if (!set.includes(defect) && !(await holds([...set, defect]))) spoiling.push(defect);
  }
  return spoiling;
}
