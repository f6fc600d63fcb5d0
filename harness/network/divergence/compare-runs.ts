import type { TraceEvent } from "../trace.ts";
import type { ComparedRun, EventDifference } from "./event-difference.ts";
import { pairUp } from "./pair-up.ts";

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
  /** Only there; `after` is the last event here that came before its place. */
  | { readonly kind: "missing"; readonly there: TraceEvent; readonly after: TraceEvent | undefined };

/**
 * The departures of `here` from `there`, the first first. Events are compared by cause: those that the same event led
 * to are matched by what they are, so that the order of independent ones does not matter, and an event that only moved
 * to another cause is no difference by itself. Where an answer differs because something inside differs, the innermost is
 * listed.
 */
export function compareRuns(here: ComparedRun, there: ComparedRun, ends: StoryEnds = RED_AND_GREEN): Divergence[] {
  const { pairs, extra, missing } = pairUp(here, there);
  const [isTooLateHere, isTooLateThere] = [
    ends.there ? () => false : beyond(here, there),
    ends.here ? () => false : beyond(there, here),
  ];
  const found: Placed[] = [];
  /** Indices of pairs below which something differs. */
  const differing = new Set<number>();
  for (const { event, parent } of extra) {
    if (isTooLateHere(event)) continue;
    differing.add(parent);
    found.push({ place: event.sequence, divergence: { kind: "extra", event } });
  }
  for (const { event, parent, after, place } of missing) {
    if (isTooLateThere(event)) continue;
    differing.add(parent);
    found.push({ place, divergence: { kind: "missing", there: event, after } });
  }
  const events = (here.events.length + there.events.length) * 2;
  // What is inside comes behind what it is inside of.
  for (const [index, { event, counterpart, parent, difference }] of [...pairs.entries()].reverse()) {
    const below = differing.has(index);
    // A line of the log tells of what happened elsewhere.
    const telling = event.kind === "log";
    if (below || (difference !== undefined && !telling)) differing.add(parent);
    if (!difference || (below && difference.part !== "request")) continue;
    const divergence = { kind: "changed", event, there: counterpart, difference } as const;
    found.push({ place: telling ? event.sequence + events : event.sequence, divergence });
  }
  return found
    .sort((one, other) => one.place - other.place || orderThere(one) - orderThere(other))
    .map(({ divergence }) => divergence);
}

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
  const steps = stepsOfTheStory(longer);
  const from = startOf(longer);
  return (event) => event.at - from > lastedMs || steps.has(event);
}

/** What people of the story did by themselves: nothing else calls them, and they write no log. */
function stepsOfTheStory({ events }: ComparedRun): ReadonlySet<TraceEvent> {
  const parts = new Set(events.flatMap((event) => (event.kind === "operation" ? [event.target] : [])));
  for (const event of events) if (event.kind === "log") parts.add(event.source);
  return new Set(events.filter((event) => event.kind === "operation" && event.cause === 0 && !parts.has(event.source)));
}

function startOf({ events }: ComparedRun): number {
  return events[0]?.at ?? 0;
}

interface Placed {
  readonly place: number;
  readonly divergence: Divergence;
}

function orderThere({ divergence }: Placed): number {
  return divergence.kind === "extra" ? 0 : divergence.there.sequence;
}
