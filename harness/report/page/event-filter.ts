import type { BodiesModel, ScenarioModel } from "../model/report-model.ts";
import type { ShownEvent } from "../model/shown-event.ts";
import { searchText } from "./event-text.ts";
import { wordsOf } from "./words.ts";

/** A stretch of virtual time, in milliseconds from the beginning. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a filter looks at; without bodies it looks at events alone. */
export interface Filtered extends Pick<ScenarioModel, "events" | "spans" | "lanes"> {
  readonly bodies?: BodiesModel | undefined;
}

/**
 * Indices of the events that a filter and a range let through: `s:failed`, `k:log` by kind, `lane:s3` by part, and any
 * other word must stand somewhere in the event, its request or its answer. A `-` in front of a word turns it round.
 */
export function filteredEvents(
  { events, spans, lanes, bodies = [] }: Filtered,
  filter: string,
  range: TimeRange | undefined,
): number[] {
  const tests = wordsOf(filter).map((word) => wordTest(word, bodies));
  if (tests.length === 0 && !range) return [...events.keys()];
  const found: number[] = [];
  for (const [index, event] of events.entries()) {
    const span = spans[index];
    if (!span) continue;
    if (range && (span.toMs < range.fromMs || span.fromMs > range.toMs)) continue;
    const subject = { event, failed: span.tone === "failed", lane: (lanes[span.lane]?.name ?? "").toLowerCase() };
    if (tests.every((test) => test(subject))) found.push(index);
  }
  return found;
}

interface Subject {
  readonly event: ShownEvent;
  readonly failed: boolean;
  readonly lane: string;
}

function wordTest(word: string, bodies: BodiesModel): (subject: Subject) => boolean {
  if (word.length > 1 && word.startsWith("-")) {
    const test = wordTest(word.slice(1), bodies);
    return (subject) => !test(subject);
  }
  const [, name, value = ""] = /^(s|k|lane):(.*)$/.exec(word) ?? [];
  if (name === "s") return ({ failed }) => (value === "failed" ? failed : !failed);
  if (name === "k") return ({ event }) => event.kind.startsWith(value);
  if (name === "lane") return ({ lane }) => lane.includes(value);
  const places = placesWith(word, bodies);
  return ({ event }) => searchText(event).includes(word) || (event.kind === "operation" && refersTo(event, places));
}

/** Each body is looked at once, however many events refer to it. */
function placesWith(word: string, bodies: BodiesModel): ReadonlySet<number> {
  return new Set(
    bodies.flatMap((body, place) => {
      if (body.kind === "text") return body.text.toLowerCase().includes(word) ? [place] : [];
      return body.kind === "zip" && body.entries.some(({ name }) => name.toLowerCase().includes(word)) ? [place] : [];
    }),
  );
}

function refersTo(
  { request, response }: Extract<ShownEvent, { kind: "operation" }>,
  places: ReadonlySet<number>,
): boolean {
  return places.has(request?.place ?? -1) || places.has(response?.place ?? -1);
}
