import type { Trace, TraceEvent } from "../trace.ts";
import { isFailed } from "./outcomes.ts";
import { stepsOfTheStory } from "./steps-of-the-story.ts";

/**
 * The first event out of the ordinary of a run that can be compared with no other. What the story asked for is left out:
 * its faults, what failed because of them, and what they led to. A request of a person that was refused and after which the story went on
 * was probably meant, so it is named only where there is nothing else.
 */
export function firstUnusualEvent(trace: Pick<Trace, "events">): TraceEvent | undefined {
  const asked = struckByFaults(trace.events);
  const unusual = trace.events.filter((event) => isUnusual(event) && !asked.has(event.sequence));
  const meant = refusedAndGoneOn(trace.events);
  return unusual.find(({ sequence }) => !meant.has(sequence)) ?? unusual[0];
}

function isUnusual(event: TraceEvent): boolean {
  return (
    (event.kind === "operation" && isFailed(event.outcome)) ||
    (event.kind === "log" && event.level === "ERROR") ||
    (event.kind === "state" && /Failed|TimedOut|Aborted/.test(event.type))
  );
}

function struckByFaults(events: readonly TraceEvent[]): ReadonlySet<number> {
  const struck = events.filter((event) => event.kind === "operation" && event.fault !== undefined);
  const found = withEffects(events, struck);
  const causes = new Map(events.map(({ sequence, cause }) => [sequence, cause]));
  for (const { sequence } of struck) {
    let at = causes.get(sequence) ?? 0;
    // Up to the story, and of what failed inside of it also what that led to.
    while (at > 0 && !found.has(at)) {
      found.add(at);
      at = causes.get(at) ?? 0;
    }
  }
  const failed = new Set(
    events.flatMap((event) =>
      event.kind === "operation" && found.has(event.sequence) && isUnusual(event) ? [event.sequence] : [],
    ),
  );
  for (const { kind, cause, sequence } of events) if (kind !== "operation" && failed.has(cause)) found.add(sequence);
  return found;
}

function refusedAndGoneOn(events: readonly TraceEvent[]): ReadonlySet<number> {
  const steps = [...stepsOfTheStory(events)];
  const refused = steps
    .slice(0, -1)
    .filter((event) => event.kind === "operation" && /^4\d\d$/.test(event.outcome ?? ""));
  return withEffects(events, refused);
}

/** Effects have higher numbers than their causes. */
function withEffects(events: readonly TraceEvent[], roots: readonly TraceEvent[]): Set<number> {
  const found = new Set(roots.map(({ sequence }) => sequence));
  for (const { sequence, cause } of events) if (found.has(cause)) found.add(sequence);
  return found;
}
