import type { EngineDescription } from "../../database/engine/engine.ts";
import { KeptDatabases } from "../../database/kept-databases.ts";
import type { Fact } from "../../scenario/facts/fact.ts";
import { newMemoiser } from "../../scenario/memoise.ts";
import type { World } from "../../world/world.ts";
import { inferPlan } from "./inference/infer-plan.ts";
import type { Inferred, Plan } from "./inference/plan.ts";
import { asDelivered } from "./playing/circumstances.ts";
import { playPlan } from "./playing/play-plan.ts";
import { causalChain, type Link } from "./search/causal-chain.ts";
import { depart } from "./search/departure.ts";
import { type Judgement, judgeSearch } from "./search/judge-search.ts";
import { type Search, type SearchLimits, searchCauses } from "./search/search-causes.ts";
import { SearchWorkers } from "./search/search-workers.ts";
import { type Silence, smallestSilence } from "./search/smallest-silence.ts";
import type { WorldResult } from "./search/world-result.ts";

/** What an incident's facts lead to. */
export interface Investigation {
  readonly plan: Plan;
  readonly inferred: readonly Inferred[];
  readonly search: Search;
  readonly judgement: Judgement;
  /** Of the cause, where there is one. */
  readonly chain: readonly Link[];
  readonly silence?: Silence | "no time";
}

export interface InvestigationOptions extends SearchLimits {
  readonly engine: EngineDescription;
  /** Threads. */
  readonly parallel: number;
  /** So many threads that are there already, and that the caller ends; for many incidents in a row. */
  readonly workers?: SearchWorkers;
  /** Leaves out why nothing told of it, and the chain: for many incidents in a row. */
  readonly withoutSilence?: boolean;
  readonly onProgress?: (what: string) => void;
  /** Looks at the cause's world, before it is taken down. */
  readonly inspectCause?: (world: World, chain: readonly Link[], cause: WorldResult) => Promise<void>;
}

/** Infers what people did, searches for the worlds that show the same, and says how the cause led to what was seen. */
export async function investigate(facts: readonly Fact[], options: InvestigationOptions): Promise<Investigation> {
  const { engine, parallel, onProgress } = options;
  const { plan, inferred } = inferPlan(facts);
  const workers = options.workers ?? new SearchWorkers(parallel, engine);
  let search: Search;
  try {
    await workers.begin({ plan, facts });
    search = await searchCauses(plan, (candidate) => workers.tryWorld(candidate), options);
    // Threads that were left in the middle of a world answer nothing more; their databases go with the engine.
    if (!options.until?.aborted) await workers.removeDatabases();
  } finally {
    if (!options.workers) await workers.close();
  }
  const judgement = judgeSearch(search);
  const cause = judgement.explainedBy?.first;
  if (!cause || options.withoutSilence) return { plan, inferred, search, judgement, chain: [] };
  onProgress?.("how the cause led to it");
  const keptDatabases = new KeptDatabases();
  const playing = { engine, keptDatabases, memoise: newMemoiser() };
  try {
    let chain: readonly Link[] = [];
    await playPlan(plan, depart(asDelivered(cause.revision), cause.departures), {
      ...playing,
      inspect: async (world) => {
        chain = causalChain(world, facts);
        await options.inspectCause?.(world, chain, cause);
      },
    });
    const silence = await smallestSilence(plan, cause, { ...playing, ...(options.until && { until: options.until }) });
    return { plan, inferred, search, judgement, chain, ...(silence && { silence }) };
  } finally {
    await keptDatabases.close();
  }
}
