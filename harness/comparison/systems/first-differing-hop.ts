import { describeEvent } from "../../network/describe-event.ts";
import type { OperationEvent, Trace, TraceEvent } from "../../network/trace.ts";
import { compareValues } from "../parity/compare.ts";
import { excerpts } from "../parity/excerpt.ts";
import { onOneLine } from "../parity/one-line.ts";
import { stableText } from "../parity/stable-text.ts";

const VALUE_LENGTH = 160;

/** Where two systems part: a hop that one makes and the other does not, or that ends otherwise. */
export interface DifferingHop {
  /** Time in the run of the system under test, milliseconds since the epoch; that of the hop before a missing one. */
  readonly at: number;
  readonly sequence: number;
  /** Absent: the system under test makes no such hop. */
  readonly own?: string;
  /** Absent: the other one makes none. */
  readonly other?: string;
}

/** How far the system under test came. */
export interface Progress {
  /** The story was told to its end and everything has ended. */
  readonly atRest: boolean;
}

interface Hop {
  readonly event: OperationEvent;
  /** Caller, callee, operation and resource. */
  readonly name: string;
  /** Place among the hops of its run. */
  readonly place: number;
}

/**
 * The first hop in which a run parts from another one. Hops are matched by what they are and how they end, not by their
 * order, in which branches and foreign processes come as they like. SQL is left out: two systems may ask the database for
 * the same in other words. A hop that only the other run has counts when it must have been made by now: within a request
 * that both have answered, or before the run came to rest. Where all hops are the same, the first whose JSON is not.
 */
export function firstDifferingHop(own: Trace, other: Trace, { atRest }: Progress): DifferingHop | undefined {
  const [ownHops, otherHops] = [hopsOf(own), hopsOf(other)];
  const ownOf = partners(ownHops, otherHops);
  const taken = new Set(ownOf.values());
  const extra = ownHops.find((hop) => !taken.has(hop));
  const due = duePredicate(other, ownOf);
  const [lost] = otherHops
    .filter((hop) => !ownOf.has(hop.event) && (atRest || due(hop)))
    .map((hop) => ({ hop, after: lastPartnerBefore(hop, otherHops, ownOf) }))
    .toSorted((a, b) => placeOf(a.after) - placeOf(b.after));
  const otherEnd = extra && otherHops.find(({ event, name }) => name === extra.name && !ownOf.has(event));
  if (extra && (!lost || lost.hop === otherEnd || extra.place <= placeOf(lost.after))) {
    const { at, sequence } = extra.event;
    return {
      at,
      sequence,
      own: describeEvent(extra.event),
      ...(otherEnd && { other: describeEvent(otherEnd.event) }),
    };
  }
  if (!lost) return firstDifferingBody(own, other, ownOf);
  const { at = own.events[0]?.at ?? 0, sequence = 0 } = lost.after?.event ?? {};
  return { at, sequence, other: describeEvent(lost.hop.event) };
}

function placeOf(hop: Hop | undefined): number {
  return hop?.place ?? -1;
}

function hopsOf(trace: Trace): readonly Hop[] {
  return trace
    .of("operation")
    .filter((event) => event.target !== "mysql" && !isPoll(event) && event.outcome !== undefined)
    .map((event, place) => ({ event, place, name: nameOf(event) }));
}

/** How often an empty queue is asked depends on the clock alone. */
function isPoll({ target, operation }: OperationEvent): boolean {
  return target === "sqs" && operation === "ReceiveMessage";
}

function nameOf({ source, target, operation, resource }: OperationEvent): string {
  return stableText(`${source} → ${target} ${operation} ${resource}`);
}

function endOf({ event, name }: Hop): string {
  return `${name} = ${event.outcome}${event.fault === undefined ? "" : ` (${event.fault})`}`;
}

function firstDifferingBody(own: Trace, other: Trace, ownOf: ReadonlyMap<TraceEvent, Hop>): DifferingHop | undefined {
  const pairs = [...ownOf].toSorted(([, a], [, b]) => a.place - b.place);
  for (const [otherEvent, { event }] of pairs) {
    if (otherEvent.kind !== "operation") continue;
    const difference = bodyDifference(bodiesOf(own, event), bodiesOf(other, otherEvent));
    if (difference === undefined) continue;
    const told = (value: string) => `${describeEvent(event)}, ${difference.path}: ${value}`;
    return { at: event.at, sequence: event.sequence, own: told(difference.own), other: told(difference.other) };
  }
  return undefined;
}

interface Bodies {
  readonly request: unknown;
  readonly response: unknown;
}

function bodiesOf(trace: Trace, { request, response }: OperationEvent): Bodies {
  return { request: jsonOf(trace.body(request)), response: jsonOf(trace.body(response)) };
}

function jsonOf(body: Buffer | undefined): unknown {
  try {
    return body && (JSON.parse(body.toString("utf8")) as unknown);
  } catch {
    // XML or bytes: what of them is observable is compared elsewhere.
    return undefined;
  }
}

function bodyDifference(own: Bodies, other: Bodies): { path: string; own: string; other: string } | undefined {
  for (const which of ["request", "response"] as const) {
    if (own[which] === undefined || other[which] === undefined) continue;
    const difference = compareValues(own[which], other[which]).find(
      ({ path }) => !/ \((key order|style)\)$/.test(path),
    );
    if (difference) {
      const { embedded, other: found } = difference;
      const values = excerpts(onOneLine(embedded), onOneLine(found), VALUE_LENGTH);
      return { path: which + difference.path, own: values.embedded, other: values.other };
    }
  }
  return undefined;
}

/** The hop of the own run for each of the other run's that has one: the n-th that is the same and ends alike. */
function partners(own: readonly Hop[], other: readonly Hop[]): ReadonlyMap<TraceEvent, Hop> {
  const waiting = Map.groupBy(own, endOf);
  return new Map(
    other.flatMap((hop) => {
      const partner = waiting.get(endOf(hop))?.shift();
      return partner ? [[hop.event, partner] as const] : [];
    }),
  );
}

/** Whether the other run made a hop within a request that both runs have seen answered. */
function duePredicate(other: Trace, ownOf: ReadonlyMap<TraceEvent, Hop>): (hop: Hop) => boolean {
  const bySequence = new Map(other.events.map((event) => [event.sequence, event]));
  return ({ event }) => {
    for (let within = bySequence.get(event.cause); within; within = bySequence.get(within.cause)) {
      if (within.kind === "operation" && ownOf.has(within) && endsAt(event) <= endsAt(within)) return true;
    }
    return false;
  };
}

function endsAt({ at, durationMs }: OperationEvent): number {
  return at + (durationMs ?? Number.POSITIVE_INFINITY);
}

function lastPartnerBefore(hop: Hop, all: readonly Hop[], ownOf: ReadonlyMap<TraceEvent, Hop>): Hop | undefined {
  const before = all.slice(0, hop.place).findLast(({ event }) => ownOf.has(event));
  return before && ownOf.get(before.event);
}
