import type { TraceEvent } from "../trace.ts";
import { Correspondence } from "./correspondence.ts";
import { type ComparedRun, type EventDifference, eventDifference, identityOf } from "./event-difference.ts";

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
 * to another cause is no difference. Where an answer differs because something inside differs, the innermost is listed.
 */
export function compareRuns(here: ComparedRun, there: ComparedRun): Divergence[] {
  const [mine, others] = [childrenByCause(here), childrenByCause(there)];
  const ids = new Correspondence();
  const found: Placed[] = [];
  // A red story ends at its first broken expectation; what would have come later is not missing.
  const lastedMs = (here.events.at(-1)?.at ?? 0) - startOf(here);
  const storys = stepsOfTheStory(there);
  const events = (here.events.length + there.events.length) * 2;
  compareChildren(0, 0);
  return withoutMoves(found)
    .sort((one, other) => one.place - other.place || orderThere(one) - orderThere(other))
    .map(({ divergence }) => divergence);

  function lastBelow(cause: number): number {
    return mine.get(cause)?.at(-1)?.sequence ?? cause;
  }

  /** Whether anything below differs. */
  function compareChildren(hereCause: number, thereCause: number): boolean {
    const { pairs, extra, missing } = match(mine.get(hereCause) ?? [], others.get(thereCause) ?? []);
    let differs = extra.length > 0 || missing.length > 0;
    for (const event of extra) found.push({ place: event.sequence, divergence: { kind: "extra", event } });
    for (const { event, after, before } of missing) {
      if (event.at - startOf(there) > lastedMs || storys.has(event)) continue;
      // Behind what happened here in its stead.
      const place = before ? before.sequence - 0.5 : lastBelow(hereCause) + 0.5;
      found.push({ place, divergence: { kind: "missing", there: event, after } });
    }
    for (const [event, counterpart] of pairs) {
      const difference = eventDifference([event, counterpart], [here, there], ids);
      const below = compareChildren(event.sequence, counterpart.sequence);
      // A line of the log tells of what happened elsewhere.
      const telling = event.kind === "log";
      differs ||= below || (difference !== undefined && !telling);
      if (!difference || (below && difference.part !== "request")) continue;
      const divergence = { kind: "changed", event, there: counterpart, difference } as const;
      found.push({ place: telling ? event.sequence + events : event.sequence, divergence });
    }
    return differs;
  }
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

function childrenByCause({ events }: ComparedRun): ReadonlyMap<number, readonly TraceEvent[]> {
  const known = new Set(events.map(({ sequence }) => sequence));
  const children = new Map<number, TraceEvent[]>();
  for (const event of events) {
    push(children, known.has(event.cause) ? event.cause : 0, event);
  }
  return children;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

interface Matched {
  readonly pairs: (readonly [TraceEvent, TraceEvent])[];
  readonly extra: TraceEvent[];
  /** With the counterparts between which it stands there. */
  readonly missing: { event: TraceEvent; after: TraceEvent | undefined; before?: TraceEvent }[];
}

/** The first of a kind here with the first of that kind there, and so on. */
function match(here: readonly TraceEvent[], there: readonly TraceEvent[]): Matched {
  const waiting = new Map<string, TraceEvent[]>();
  for (const event of here) {
    push(waiting, identityOf(event), event);
  }
  const matched: Matched = { pairs: [], extra: [], missing: [] };
  let after: TraceEvent | undefined;
  let filled = 0;
  for (const event of there) {
    const counterpart = waiting.get(identityOf(event))?.shift();
    if (counterpart === undefined) {
      matched.missing.push({ event, after });
      continue;
    }
    matched.pairs.push([counterpart, event]);
    for (const gap of matched.missing.slice(filled)) gap.before = counterpart;
    filled = matched.missing.length;
    after = counterpart;
  }
  for (const left of waiting.values()) matched.extra.push(...left);
  return matched;
}

/** An event that is extra below one cause and missing below another has only moved. */
function withoutMoves(found: readonly Placed[]): Placed[] {
  const missing = new Map<string, Placed[]>();
  for (const placed of found) {
    if (placed.divergence.kind !== "missing") continue;
    push(missing, identityOf(placed.divergence.there), placed);
  }
  const moved = new Set<Placed>();
  for (const placed of found) {
    if (placed.divergence.kind !== "extra") continue;
    const counterpart = missing.get(identityOf(placed.divergence.event))?.shift();
    if (counterpart) moved.add(placed).add(counterpart);
  }
  return found.filter((placed) => !moved.has(placed));
}
