import type { ScenarioModel } from "../model/report-model.ts";

/** A row of the list of events: an event by its index, or a stretch of time that was skipped, by its place. */
export type ListItem = { readonly event: number } | { readonly skipped: number };

/** The events with the skipped stretches between them. */
export function listItems(
  { spans, skipped }: Pick<ScenarioModel, "spans" | "skipped">,
  events: readonly number[],
): ListItem[] {
  const items: ListItem[] = [];
  let next = 0;
  for (const event of events) {
    const fromMs = spans[event]?.fromMs ?? 0;
    for (; (skipped[next]?.toMs ?? Number.POSITIVE_INFINITY) <= fromMs; next++) {
      if (items.length > 0) items.push({ skipped: next });
    }
    items.push({ event });
  }
  return items;
}
