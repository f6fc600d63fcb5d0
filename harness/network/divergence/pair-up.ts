import type { TraceEvent } from "../trace.ts";
import { Correspondence } from "./correspondence.ts";
import { type ComparedRun, type EventDifference, eventDifference, identityOf } from "./event-difference.ts";

/** Two events that correspond. `parent` is the index of the pair that led to them, -1 for none. */
interface Pair {
  readonly event: TraceEvent;
  readonly counterpart: TraceEvent;
  readonly parent: number;
  readonly difference: EventDifference | undefined;
}

interface Unpaired {
  readonly event: TraceEvent;
  readonly parent: number;
}

/** `after` is the counterpart before its place, `within` the event that leads to it there; `place` is a sequence here. */
interface Missing extends Unpaired {
  readonly after: TraceEvent | undefined;
  readonly within: TraceEvent | undefined;
  readonly place: number;
}

export interface PairedRuns {
  /** Each behind its parent. */
  readonly pairs: readonly Pair[];
  readonly extra: readonly Unpaired[];
  readonly missing: readonly Missing[];
}

/** Two events that are to be compared, with what they led to. */
interface Matching {
  readonly event: TraceEvent;
  readonly counterpart: TraceEvent;
  readonly parent: number;
}

/**
 * Matches the events of two runs, from causes to effects. What is left over below one cause and lacks below another has
 * moved, and is matched too.
 */
export function pairUp(here: ComparedRun, there: ComparedRun): PairedRuns {
  const [mine, others] = [childrenByCause(here), childrenByCause(there)];
  const ids = new Correspondence();
  const pairs: Pair[] = [];
  const left = new Map<string, Unpaired[]>();
  const lacking = new Map<string, Missing[]>();
  compareAll(matchChildren(0, 0, -1));
  for (let moves = moved(); moves.length > 0; moves = moved()) compareAll(moves.reverse());
  const inOrder = <One extends Unpaired>(lists: Map<string, One[]>): One[] =>
    [...lists.values()].flat().sort((one, other) => one.event.sequence - other.event.sequence);
  return { pairs, extra: inOrder(left), missing: inOrder(lacking) };

  /** A stack instead of recursion, the next one last: chains of causes can be as long as a run. */
  function compareAll(waiting: Matching[]): void {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { event, counterpart } = next;
      const difference = eventDifference([event, counterpart], [here, there], ids);
      const index = pairs.push({ ...next, difference }) - 1;
      for (const child of matchChildren(event.sequence, counterpart.sequence, index)) waiting.push(child);
    }
  }

  /** The last first. */
  function matchChildren(hereCause: number, thereCause: number, parent: number): Matching[] {
    const children = mine.get(hereCause) ?? [];
    const matched = match(children, others.get(thereCause) ?? []);
    for (const event of matched.extra) push(left, identityOf(event), { event, parent });
    const within = pairs[parent]?.event;
    for (const { event, after, before } of matched.missing) {
      // Behind what happened here in its stead.
      const place = before === undefined ? (children.at(-1)?.sequence ?? hereCause) + 0.5 : before - 0.5;
      push(lacking, identityOf(event), { event, parent, after, within, place });
    }
    return matched.pairs.map(([event, counterpart]) => ({ event, counterpart, parent })).reverse();
  }

  function moved(): Matching[] {
    const found: Matching[] = [];
    for (const [identity, extras] of left) {
      const missing = lacking.get(identity) ?? [];
      const count = Math.min(extras.length, missing.length);
      const counterparts = missing.splice(0, count);
      for (const [index, { event, parent }] of extras.splice(0, count).entries()) {
        const counterpart = counterparts[index]?.event;
        if (counterpart) found.push({ event, counterpart, parent });
      }
    }
    return found;
  }
}

function childrenByCause({ events }: ComparedRun): ReadonlyMap<number, readonly TraceEvent[]> {
  const known = new Set(events.map(({ sequence }) => sequence));
  const children = new Map<number, TraceEvent[]>();
  for (const event of events) push(children, known.has(event.cause) ? event.cause : 0, event);
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
  /** With the counterpart behind which it stands there, and the sequence here of what comes next. */
  readonly missing: { event: TraceEvent; after: TraceEvent | undefined; before: number | undefined }[];
}

/** The first of a kind here with the first of that kind there, and so on. */
function match(here: readonly TraceEvent[], there: readonly TraceEvent[]): Matched {
  const waiting = Map.groupBy(here, identityOf);
  const taken = new Map<string, number>();
  const counterparts = there.map((event) => {
    const identity = identityOf(event);
    const index = taken.get(identity) ?? 0;
    const counterpart = waiting.get(identity)?.[index];
    if (counterpart) taken.set(identity, index + 1);
    return counterpart;
  });
  const extra: TraceEvent[] = [];
  for (const [identity, list] of waiting) {
    for (const event of list.slice(taken.get(identity) ?? 0)) extra.push(event);
  }
  const pairs = there.flatMap((event, index): [TraceEvent, TraceEvent][] => {
    const counterpart = counterparts[index];
    return counterpart ? [[counterpart, event]] : [];
  });
  return { pairs, extra, missing: gapsIn(there, counterparts) };
}

/**
 * Where each event that has no counterpart would stand: behind the one before it, and before all that come later. One of
 * those may be taken for an event that happens much later here.
 */
function gapsIn(there: readonly TraceEvent[], counterparts: readonly (TraceEvent | undefined)[]): Matched["missing"] {
  const next: (number | undefined)[] = [];
  let least: number | undefined;
  for (let index = there.length - 1; index >= 0; index--) {
    next[index] = least;
    const sequence = counterparts[index]?.sequence;
    if (sequence !== undefined) least = Math.min(least ?? sequence, sequence);
  }
  const missing: Matched["missing"] = [];
  let after: TraceEvent | undefined;
  for (const [index, event] of there.entries()) {
    const counterpart = counterparts[index];
    if (counterpart) after = counterpart;
    else {
      const following = next[index];
      const behind = after && following !== undefined ? Math.max(following, after.sequence + 1) : following;
      missing.push({ event, after, before: behind });
    }
  }
  return missing;
}
