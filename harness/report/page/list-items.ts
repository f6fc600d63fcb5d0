import type { ScenarioModel, TimeBreak } from "../model/report-model.ts";

/** A row of the list of events: an event by its index, or a stretch of time that was skipped. */
export type ListItem = { readonly event: number } | { readonly skipped: TimeBreak };

/** The events with the skipped stretches between them. */
export function listItems(
  { spans, breaks }: Pick<ScenarioModel, "spans" | "breaks">,
  events: readonly number[],
): ListItem[] {
  const items: ListItem[] = [];
  let next = 0;
  for (const event of events) {
    const fromMs = spans[event]?.fromMs ?? 0;
    for (let skipped = breaks[next]; skipped && skipped.toMs <= fromMs; skipped = breaks[++next]) {
      if (items.length > 0) items.push({ skipped });
    }
    items.push({ event });
  }
  return items;
}
