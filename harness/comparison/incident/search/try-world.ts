import type { DefectId } from "../../../../system/defects.ts";
import { compareFacts } from "../../../scenario/facts/compare-facts.ts";
import { type Fact, factsOf } from "../../../scenario/facts/fact.ts";
import { type Seen, seeWorld } from "../../../scenario/facts/seen.ts";
import type { FactsComparison } from "../../../scenario/facts/tally.ts";
import type { World } from "../../../world/world.ts";
import type { Plan, Step, StepName } from "../inference/plan.ts";
import { asDelivered } from "../playing/circumstances.ts";
import { type Playing, playPlan } from "../playing/play-plan.ts";
import { depart } from "./departure.ts";
import { type Candidate, fingerprintOf, type WorldResult } from "./world-result.ts";

/** Plays the plan as the candidate has it and compares what comes of it with the facts, in kind. */
export async function tryWorld(
  plan: Plan,
  facts: readonly Fact[],
  candidate: Candidate & { readonly number: number },
  playing: Pick<Playing, "engine" | "memoise" | "keptDatabases">,
): Promise<WorldResult> {
  const asked = new Set<DefectId>();
  const reached = new Set<StepName>();
  let hops: ReadonlySet<string> = new Set();
  let looked: { readonly seen: Seen; readonly comparison: FactsComparison } | undefined;
  const jobs = new Map(
    factsOf(facts, "row").flatMap((fact) =>
      fact.table === "media_processing_jobs" ? [[Number(fact.columns.id), fact] as const] : [],
    ),
  );
  // A world that did not make a job that has a row is none of the incident's, whatever comes later.
  const goOn = async ({ job }: Step, _answer: unknown, world: World): Promise<boolean> => {
    if (job === undefined || !jobs.has(job)) return true;
    return (await world.database.rows("media_processing_jobs", { id: job })).length > 0;
  };
  const { refused } = await playPlan(plan, depart(asDelivered(candidate.revision), candidate.departures), {
    ...playing,
    onAsked: (defect) => asked.add(defect),
    onMark: (index) => {
      const { name } = plan.steps[index] ?? {};
      if (name !== undefined) reached.add(name);
    },
    goOn,
    inspect: async (world) => {
      const operations = world.trace.of("operation");
      hops = new Set(operations.map(({ source, target, operation }) => `${source} ${target} ${operation}`));
      const seen = await seeWorld(world, facts);
      looked = { seen, comparison: compareFacts(facts, seen, "in-kind") };
    },
  });
  if (refused !== undefined || !looked) return { ...candidate, asked, hops, reached, ...refusal(facts, refused ?? "") };
  const { seen, comparison } = looked;
  const fit = comparison.different.length === 0;
  return { ...candidate, asked, hops, reached, comparison, fingerprint: fingerprintOf(seen), ...(fit && { seen }) };
}

/** A server that does not start leaves nothing of what was seen. */
function refusal(facts: readonly Fact[], refused: string): Pick<WorldResult, "comparison" | "fingerprint" | "refused"> {
  const different = facts.map((fact) => ({
    field: "the server",
    expected: "runs",
    found: `refuses to start: ${refused}`,
    place: fact.place,
    fact,
  }));
  const comparison = { same: 0, different, notComparable: [], surprises: [], beyond: 0, shownBy: [] };
  return { comparison, fingerprint: `refused: ${refused}`, refused };
}
