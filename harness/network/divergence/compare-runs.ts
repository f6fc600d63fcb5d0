import type { TraceEvent } from "../trace.ts";
import type { ComparedRun, EventDifference } from "./event-difference.ts";
import { idleChoices } from "./idle-choices.ts";
import { isFailed } from "./outcomes.ts";
import { pairUp } from "./pair-up.ts";
import { stepsOfTheStory } from "./steps-of-the-story.ts";

/** One way in which a run departs from another; what only follows from it is not listed on its own. */
export type Divergence =
  | {
      readonly kind: "changed";
      readonly event: TraceEvent;
      readonly there: TraceEvent;
      readonly difference: EventDifference;
    }
  /** Only here. */
  | { readonly kind: "extra"; readonly event: TraceEvent }
  /** Only there; `within` is the event here that should have led to it, `after` the last one before its place. */
  | {
      readonly kind: "missing";
      readonly there: TraceEvent;
      readonly within: TraceEvent | undefined;
      readonly after: TraceEvent | undefined;
    };

/**
 * The departures of `here` from `there`, the first first. Events are compared by cause: those that the same event led
 * to are matched by what they are, so that the order of independent ones does not matter, and an event that only moved
 * to another cause is no difference by itself.
 *
 * What only follows from another departure is not listed. Where an answer differs because something inside differs, that is
 * the innermost; where a request fails here, or is refused there, it is the request itself, and what then did not happen
 * inside follows from it. Lines of the log, and statements and choices that nothing came of, stand last: they tell of something else.
 */
export function compareRuns(here: ComparedRun, there: ComparedRun, ends: StoryEnds = RED_AND_GREEN): Divergence[] {
  const paired = pairUp(here, there);
  const { pairs } = paired;
  const [isTooLateHere, isTooLateThere] = [
    ends.there ? () => false : beyond(here, there),
    ends.here ? () => false : beyond(there, here),
  ];
  const extra = paired.extra.filter(({ event }) => !isTooLateHere(event));
  const missing = paired.missing.filter(({ event }) => !isTooLateThere(event));
  const inside = new Inside(pairs.length);
  for (const { event, parent } of extra) if (countsInside(event)) inside.add(parent, "extra");
  for (const { event, parent } of missing) if (countsInside(event)) inside.add(parent, "missing");
  const isPaired = membershipOf(pairs.flatMap(({ event, counterpart }) => [event, counterpart]));
  const idle = membershipOf([...idleChoices(here.events, isPaired), ...idleChoices(there.events, isPaired)]);
  const found: Placed[] = [];
  // What is inside comes behind what it is inside of.
  for (const [index, { event, counterpart, parent, difference }] of [...pairs.entries()].reverse()) {
    const telling = isTelling(event, difference);
    const explains = difference !== undefined && inside.followsFrom(index, turnOf(event, counterpart, difference));
    const below = !explains && inside.differs(index);
    if (below || (difference !== undefined && !telling)) inside.add(parent, "changed");
    if (!difference || (below && difference.part !== "request")) continue;
    found.push({
      place: event.sequence,
      telling,
      divergence: { kind: "changed", event, there: counterpart, difference },
    });
  }
  for (const { event, parent } of extra) {
    if (inside.isExplained(parent)) continue;
    found.push({
      place: event.sequence,
      telling: isTelling(event) || idle(event),
      divergence: { kind: "extra", event },
    });
  }
  for (const { event, parent, within, after, place } of missing) {
    if (inside.isExplained(parent)) continue;
    const telling = isTelling(event) || idle(event);
    found.push({ place, telling, divergence: { kind: "missing", there: event, within, after } });
  }
  return found
    .sort(
      (one, other) =>
        Number(one.telling) - Number(other.telling) || one.place - other.place || orderThere(one) - orderThere(other),
    )
    .map(({ divergence }) => divergence);
}

function membershipOf(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const members = new Set(events);
  return (event) => members.has(event);
}

/** Log lines and the ends of transactions show how it went, not why. */
function countsInside(event: TraceEvent): boolean {
  return (
    event.kind !== "log" &&
    !(event.kind === "operation" && event.target === "mysql" && /^(?:BEGIN|COMMIT|ROLLBACK)$/.test(event.operation))
  );
}

function isTelling({ kind }: TraceEvent, difference?: EventDifference): boolean {
  return kind === "log" || difference?.idle === true;
}

/** How an outcome turned: it fails here and not there, or it is refused there and not here. */
type Turn = "fails" | "succeeds" | undefined;

function turnOf(here: TraceEvent, there: TraceEvent, { part }: EventDifference): Turn {
  if (here.kind !== "operation" || there.kind !== "operation" || part !== "outcome") return undefined;
  const [failed, failedThere] = [isFailed(here.outcome), isFailed(there.outcome)];
  if (failed === failedThere) return undefined;
  return failed ? "fails" : "succeeds";
}

type Way = Divergence["kind"];

/** By the index of a pair: in which ways what it led to departs. */
class Inside {
  readonly #ways: ReadonlySet<Way>[];
  readonly #explained = new Set<number>();

  constructor(pairs: number) {
    this.#ways = Array.from({ length: pairs }, () => NO_WAYS);
  }

  add(pair: number, way: Way): void {
    const ways = this.#ways[pair];
    if (ways && !ways.has(way)) this.#ways[pair] = new Set([...ways, way]);
  }

  differs(pair: number): boolean {
    return (this.#ways[pair]?.size ?? 0) > 0;
  }

  /** Whether all inside follows from how the pair's outcome turned. */
  followsFrom(pair: number, turn: Turn): boolean {
    const ways = this.#ways[pair] ?? NO_WAYS;
    const only: Way | undefined = turn === "fails" ? "missing" : turn === "succeeds" ? "extra" : undefined;
    if (only === undefined || ways.size !== 1 || !ways.has(only)) return false;
    this.#explained.add(pair);
    return true;
  }

  isExplained(pair: number): boolean {
    return this.#explained.has(pair);
  }
}

const NO_WAYS: ReadonlySet<Way> = new Set();

/** Whether each story was told to its end. */
export interface StoryEnds {
  readonly here: boolean;
  readonly there: boolean;
}

/** A failure is compared with a run on the story's own system. */
const RED_AND_GREEN: StoryEnds = { here: false, there: true };

/**
 * Which events of `longer` are no departure, because a red story ends at its first broken expectation: what would have
 * come later is not missing.
 */
function beyond(longer: ComparedRun, shorter: ComparedRun): (event: TraceEvent) => boolean {
  const lastedMs = (shorter.events.at(-1)?.at ?? 0) - startOf(shorter);
  const steps = stepsOfTheStory(longer.events);
  const from = startOf(longer);
  return (event) => event.at - from > lastedMs || steps.has(event);
}

function startOf({ events }: ComparedRun): number {
  return events[0]?.at ?? 0;
}

interface Placed {
  readonly place: number;
  readonly telling: boolean;
  readonly divergence: Divergence;
}

function orderThere({ divergence }: Placed): number {
  return divergence.kind === "extra" ? 0 : divergence.there.sequence;
}
