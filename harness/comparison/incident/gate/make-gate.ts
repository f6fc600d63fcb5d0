import { compareFacts } from "../../../scenario/facts/compare-facts.ts";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { seeWorld } from "../../../scenario/facts/seen.ts";
import type { FactsComparison } from "../../../scenario/facts/tally.ts";
import { GATE } from "../../../scenario/gate/gate.ts";
import type { GateRuleId } from "../../../scenario/gate/rule.ts";
import { readGateState } from "../../../scenario/gate/state.ts";
import type { World } from "../../../world/world.ts";
import type { Plan } from "../inference/plan.ts";
import type { Fit } from "../playing/adjustment.ts";
import { asDelivered } from "../playing/circumstances.ts";
import { type Playing, playPlan } from "../playing/play-plan.ts";
import { depart } from "../search/departure.ts";
import { wordsOf } from "../search/judge-search.ts";
import type { Candidate } from "../search/world-result.ts";
import { fitIds, fitStatements, type Played, playedOf } from "./fit-world.ts";
import { scenarioSource } from "./scenario-source.ts";

export interface Gate {
  /** The scenario file. */
  readonly source: string;
  /** `evidence.json`. */
  readonly evidence: string;
  /** Of the world that the scenario makes. */
  readonly comparison: FactsComparison;
}

interface PlayedOnce {
  readonly played: Played;
  readonly comparison: FactsComparison;
  readonly inKind: FactsComparison;
  readonly violates: readonly GateRuleId[];
  readonly strikes: ReadonlyMap<string, number>;
  readonly statuses: readonly (number | undefined)[];
}

/**
 * Fits the cause's world to the facts: first ids and arrivals, then how long statements took. What then differs in its time or
 * its ids alone is noted in the evidence as not fitted, with that reason; everything else must be the same.
 */
export async function makeGate(
  plan: Plan,
  facts: readonly Fact[],
  cause: Candidate,
  playing: Pick<Playing, "engine" | "memoise">,
): Promise<Gate> {
  const circumstances = depart(asDelivered(cause.revision), cause.departures);
  const play = async (fit: Fit | undefined): Promise<PlayedOnce> => {
    const marks: number[] = [];
    const statuses: (number | undefined)[] = [];
    let found: PlayedOnce | undefined;
    await playPlan(plan, circumstances, {
      ...playing,
      ...(fit && { fit }),
      onMark: (step, length) => {
        marks[step] = length;
      },
      goOn: async (_, answer) => {
        statuses.push(answer?.status);
        return true;
      },
      inspect: async (world) => {
        found = await look(world, facts, { marks, statuses });
      },
    });
    if (!found) throw new Error("the server of the cause refuses to start, so there is no story to write");
    return found;
  };
  const free = await play(undefined);
  const ids = fitIds(plan, facts, free.played);
  const withIds = await play(ids);
  const fit = fitStatements(facts, withIds.played, ids);
  const { comparison, inKind, ...last } = await play(fit);
  const differs = new Set(inKind.different.map(({ field }) => field));
  const notFitted = comparison.different.map(({ field }) => field).filter((field) => !differs.has(field));
  const { played: _, ...told } = last;
  const source = scenarioSource({ title: titleOf(plan, cause), plan, circumstances, fit, ...told });
  const { revision, departures } = cause;
  const evidence = { version: 2, cause: { revision, departures: departures.map(({ id }) => id) }, notFitted, facts };
  return { source, evidence: `${JSON.stringify(evidence, undefined, 2)}\n`, comparison };
}

async function look(
  world: World,
  facts: readonly Fact[],
  { marks, statuses }: { readonly marks: readonly number[]; readonly statuses: readonly (number | undefined)[] },
): Promise<PlayedOnce> {
  const seen = await seeWorld(world, facts);
  const state = await readGateState(world);
  const strikes = new Map<string, number>();
  for (const { fault } of world.trace.of("operation"))
    if (fault !== undefined) strikes.set(fault, (strikes.get(fault) ?? 0) + 1);
  return {
    played: playedOf(world, marks),
    comparison: compareFacts(facts, seen, "exactly"),
    inKind: compareFacts(facts, seen, "in-kind"),
    violates: GATE.filter(({ check }) => check(state).length > 0).map(({ id }) => id),
    strikes,
    statuses,
  };
}

function titleOf({ listing }: Plan, cause: Candidate): string {
  return `incident of listing ${listing}: ${wordsOf(cause)}`;
}
