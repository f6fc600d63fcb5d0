import type { System } from "../../../../system/revisions.ts";
import { compareFacts } from "../../../scenario/facts/compare-facts.ts";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { type Seen, seeWorld } from "../../../scenario/facts/seen.ts";
import type { FactDifference } from "../../../scenario/facts/tally.ts";
import { GATE } from "../../../scenario/gate/gate.ts";
import { readGateState } from "../../../scenario/gate/state.ts";
import type { ForeignSystem } from "../../../world/foreign/foreign-system.ts";
import type { World } from "../../../world/world.ts";
import type { Plan } from "../inference/plan.ts";
import type { Circumstances } from "../playing/circumstances.ts";
import { type Playing, playPlan } from "../playing/play-plan.ts";
import { dishonesties } from "./honest-outcome.ts";

/** One side of the proof. */
export interface Side {
  readonly name: string;
  readonly system: System;
  readonly foreign?: ForeignSystem;
  readonly circumstances: Circumstances;
}

/** How the incident's steps end on one side. */
export interface SideEnd {
  readonly name: string;
  /** Facts of rows, callbacks, executions and claims that the side does not show; none where it shows the signature. */
  readonly unlike: readonly FactDifference[];
  /** Rules of the gate that are broken. */
  readonly broken: readonly { readonly rule: string; readonly expected: string; readonly found: string }[];
  readonly dishonest: readonly string[];
  /** Why the server does not start. */
  readonly refused?: string;
}

export interface Proof {
  readonly broken: SideEnd;
  readonly mended: SideEnd;
  /** Why the mend is not proved; empty when it is. */
  readonly objections: readonly string[];
}

/** What makes the incident itself, beside what was logged of it. */
const SIGNATURE: ReadonlySet<Fact["kind"]> = new Set(["row", "callback", "execution", "claim", "answer"]);

/** Plays the incident's steps once on each side: the broken one must end as reported, the mended one well or with a reason. */
export async function proveMend(
  plan: Plan,
  facts: readonly Fact[],
  sides: { readonly broken: Side; readonly mended: Side },
  playing: Pick<Playing, "engine" | "memoise">,
): Promise<Proof> {
  const broken = await endOf(plan, facts, sides.broken, playing);
  const mended = await endOf(plan, facts, sides.mended, playing);
  return { broken, mended, objections: objections(broken, mended) };
}

async function endOf(
  plan: Plan,
  facts: readonly Fact[],
  side: Side,
  playing: Pick<Playing, "engine" | "memoise">,
): Promise<SideEnd> {
  let end: SideEnd | undefined;
  const { refused } = await playPlan(plan, side.circumstances, {
    ...playing,
    system: side.system,
    ...(side.foreign && { foreign: side.foreign }),
    inspect: async (world) => {
      end = await lookAt(world, facts, side.name);
    },
  });
  if (refused !== undefined) return { name: side.name, unlike: [], broken: [], dishonest: [], refused };
  if (!end) throw new Error(`${side.name} was not looked at`);
  return end;
}

async function lookAt(world: World, facts: readonly Fact[], name: string): Promise<SideEnd> {
  const seen = await seeWorld(world, facts);
  const state = await readGateState(world);
  return sideEnd(
    name,
    seen,
    facts,
    GATE.flatMap(({ rule, check }) =>
      check(state)
        .slice(0, 1)
        .map((one) => ({ rule, ...one })),
    ),
  );
}

/** How a side has ended, from what can be seen of it. */
function sideEnd(name: string, seen: Seen, facts: readonly Fact[], broken: SideEnd["broken"]): SideEnd {
  const signature = facts.filter(({ kind }) => SIGNATURE.has(kind));
  const { different } = compareFacts(signature, seen, "in-kind");
  return { name, unlike: different, broken, dishonest: dishonesties(seen) };
}

function objections(broken: SideEnd, mended: SideEnd): readonly string[] {
  const found: string[] = [];
  if (broken.refused !== undefined) found.push(`${broken.name} does not even start: ${broken.refused}`);
  const [unlike] = broken.unlike;
  if (unlike)
    found.push(
      `${broken.name} does not show the incident: ${unlike.field} is ${unlike.found}, and was ${unlike.expected}`,
    );
  // Who is refused at the start, with the reason, has been told before anybody could ask.
  if (mended.refused !== undefined) return found;
  if (mended.unlike.length === 0) found.push(`${mended.name} ends exactly as the incident did`);
  found.push(
    ...mended.broken.map(
      ({ rule, expected, found: seen }) => `${mended.name} breaks the rule “${rule}”: ${expected}; found ${seen}`,
    ),
  );
  found.push(...mended.dishonest.map((what) => `${mended.name} is not honest: ${what}`));
  return found;
}
