import type { StateEvent, TraceEvent } from "../trace.ts";

/**
 * Choice states that only one run has, and that nothing came of: its execution then went on where the other's did without
 * them. A choice changes no data, so what it decides is seen in the state behind it.
 */
export function idleChoices(
  events: readonly TraceEvent[],
  isPaired: (event: TraceEvent) => boolean,
): ReadonlySet<TraceEvent> {
  const idle = new Set<TraceEvent>();
  const states = events.filter((event): event is StateEvent => event.kind === "state");
  for (const own of Map.groupBy(states, ({ execution }) => execution).values()) {
    let goesOn = false;
    for (const event of own.reverse()) {
      if (goesOn && event.type.startsWith("ChoiceState") && !isPaired(event)) idle.add(event);
      else goesOn = isPaired(event);
    }
  }
  return idle;
}
