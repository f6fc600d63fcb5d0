import type { TraceEvent } from "../../network/trace.ts";

/** By sequence: how many events each one led to, directly and in the end. */
export function effectCounts(events: readonly TraceEvent[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  // Effects have higher numbers than their causes.
  for (const { sequence, cause } of inOrder(events).reverse()) {
    if (cause < sequence) counts.set(cause, (counts.get(cause) ?? 0) + (counts.get(sequence) ?? 0) + 1);
  }
  return counts;
}

/** Sequences of the event itself, of its causes, and of all that it led to. */
export function kinOf(events: readonly TraceEvent[], root: TraceEvent | undefined): ReadonlySet<number> {
  if (!root) return new Set();
  const causes = new Map(events.map(({ sequence, cause }) => [sequence, cause]));
  const effects = new Set([root.sequence]);
  for (const { sequence, cause } of inOrder(events)) if (effects.has(cause)) effects.add(sequence);
  const kin = new Set(effects);
  let at = root.sequence;
  for (let cause = causes.get(at) ?? 0; cause > 0 && cause < at; cause = causes.get(at) ?? 0) {
    kin.add(cause);
    at = cause;
  }
  return kin;
}

/** Events that were read back from another cloud stand in the order of their times. */
function inOrder(events: readonly TraceEvent[]): TraceEvent[] {
  return events.toSorted((one, other) => one.sequence - other.sequence);
}
