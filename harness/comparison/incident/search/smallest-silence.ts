import type { DefectId } from "../../../../system/defects.ts";
import { REVISIONS } from "../../../../system/revisions.ts";
import { silentFailureOf } from "../../defects/silent-failure.ts";
import { smallestSets } from "../../defects/smallest-sets.ts";
import { VerdictCache } from "../../defects/verdict-cache.ts";
import type { Plan } from "../inference/plan.ts";
import { asDelivered } from "../playing/circumstances.ts";
import { type Playing, playPlan } from "../playing/play-plan.ts";
import { depart } from "./departure.ts";
import type { Candidate } from "./world-result.ts";

export interface Silence {
  /** Every smallest set of defects with which the failure still leaves no sign in the rows. */
  readonly sets: readonly (readonly DefectId[])[];
  readonly runs: number;
}

/** There was no time for a further world. */
class OutOfTime extends Error {}

/**
 * Why a failure was silent: “complete” succeeded, there is no ZIP, and every job says SUCCEEDED. Undefined where it was not.
 * With all defects of a set mended, what went wrong would have been told. “no time” when `until` ends it before it is known.
 */
export async function smallestSilence(
  plan: Plan,
  cause: Candidate,
  { until, ...playing }: Pick<Playing, "engine" | "memoise" | "keptDatabases"> & { readonly until?: AbortSignal },
): Promise<Silence | "no time" | undefined> {
  const { revision, departures } = cause;
  const circumstances = depart(asDelivered(revision), departures);
  const own = new Set<DefectId>([...REVISIONS[revision].defects, ...circumstances.added]);
  for (const id of circumstances.removed) own.delete(id);
  const verdicts = new VerdictCache<boolean>(revision, async (system) => {
    if (until?.aborted) throw new OutOfTime();
    let silent = false;
    await playPlan(plan, circumstances, {
      ...playing,
      system,
      inspect: async (world) => {
        silent = (await silentFailureOf(world)).rows;
      },
    });
    return silent;
  });
  try {
    if (!(await verdicts.verdict([...own]))) return undefined;
    const sets = await smallestSets([...own], (set) => verdicts.verdict(set));
    return { sets, runs: verdicts.count };
  } catch (error) {
    if (error instanceof OutOfTime) return "no time";
    throw error;
  }
}
