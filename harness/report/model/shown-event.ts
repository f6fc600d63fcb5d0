import type { RecordedBody } from "../../scenario/record/format.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";

/** A body by its place among the scenario's bodies; absent when it was not kept. */
export interface BodyPlace {
  readonly place?: number;
  readonly bytes: number;
}

type WithoutVersion<Event> = Event extends unknown ? Omit<Event, "version"> : never;
type WithPlaces<Event> = Event extends { kind: "operation" }
  ? Omit<Event, "request" | "response"> & { readonly request?: BodyPlace; readonly response?: BodyPlace }
  : Event;

/** An event as the page has it: a place instead of a hash, which compresses badly and stands in the body itself. */
export type ShownEvent = WithPlaces<WithoutVersion<RecordedEvent>>;

export function shownEvents(events: readonly RecordedEvent[], bodies: readonly RecordedBody[]): ShownEvent[] {
  const places = new Map(bodies.map(({ sha256 }, place) => [sha256, place]));
  const placeOf = ({ sha256, bytes }: { sha256: string; bytes: number }): BodyPlace => {
    const place = places.get(sha256);
    return { ...(place !== undefined && { place }), bytes };
  };
  return events.map((recorded): ShownEvent => {
    const { version: _, ...event } = recorded;
    if (event.kind !== "operation") return event;
    const { request, response, ...operation } = event;
    return {
      ...operation,
      ...(request && { request: placeOf(request) }),
      ...(response && { response: placeOf(response) }),
    };
  });
}
