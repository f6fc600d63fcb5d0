import type { TraceEvent } from "../trace.ts";

/** What people of the story did by themselves: nothing else calls them, and they write no log. */
export function stepsOfTheStory(events: readonly TraceEvent[]): ReadonlySet<TraceEvent> {
  const parts = new Set(events.flatMap((event) => (event.kind === "operation" ? [event.target] : [])));
  for (const event of events) if (event.kind === "log") parts.add(event.source);
  return new Set(events.filter((event) => event.kind === "operation" && event.cause === 0 && !parts.has(event.source)));
}
