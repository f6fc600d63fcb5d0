import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { toneOf } from "./event-tone.ts";
import { inOrder, type Part, partsOf, peopleIn } from "./lanes.ts";
import type { Lane, Span } from "./report-model.ts";

/** Deeper overlaps share the last row. */
const MOST_ROWS = 8;

export interface Timeline {
  readonly lanes: readonly Lane[];
  readonly spans: readonly Span[];
  readonly startAt: number;
  readonly endMs: number;
}

/**
 * Puts events into lanes, one for each part, and those that overlap into rows of it. The story itself may last longer than
 * its events.
 */
export function layOutTimeline(events: readonly RecordedEvent[], storyMs = 0): Timeline {
  const startAt = events[0]?.at ?? 0;
  const { ends, owners } = endsOf(events);
  const finite = ends.filter((end) => end !== undefined && end < Number.POSITIVE_INFINITY);
  const lastMs = [...events.map(({ at }) => at - startAt), ...finite].reduce<number>(
    (last, ms) => Math.max(last, ms ?? 0),
    storyMs,
  );
  const parts = partsOf(events);
  const people = [...peopleIn(events)].map((name): Part => ({ kind: "person", name }));
  const known = new Map([...people, ...parts].map((part) => [`${part.kind} ${part.name}`, part]));
  const ordered = inOrder(known.values());
  const indices = new Map(ordered.map((part, index) => [`${part.kind} ${part.name}`, index]));
  const rows = ordered.map(() => new Rows());
  const placed = new Map<number, { readonly lane: number; readonly row: number }>();
  /** What takes no time and belongs to a span of its lane (a log line, the end of a state) lies upon it. */
  const rowOfOwner = (index: number, lane: number): number | undefined => {
    if (ends[index] !== undefined) return undefined;
    const owner = placed.get(owners.get(index) ?? events[index]?.cause ?? 0);
    return owner?.lane === lane ? owner.row : undefined;
  };
  const spans = events.map((event, index): Span => {
    const part = parts[index];
    const lane = indices.get(`${part?.kind} ${part?.name}`) ?? 0;
    const fromMs = event.at - startAt;
    const end = ends[index];
    const toMs = end === undefined ? fromMs : Math.min(Math.max(fromMs, end), lastMs);
    const tone = toneOf(event);
    const row = rowOfOwner(index, lane) ?? rows[lane]?.place(fromMs, toMs) ?? 0;
    placed.set(event.sequence, { lane, row });
    return { lane, row, fromMs, toMs, ...(end === Number.POSITIVE_INFINITY && { open: true }), ...(tone && { tone }) };
  });
  return {
    lanes: ordered.map((part, index) => ({ ...part, rows: rows[index]?.count ?? 1 })),
    spans,
    startAt,
    endMs: lastMs,
  };
}

interface Ends {
  /** Milliseconds from the first event until each ends; undefined for what takes no time. */
  readonly ends: readonly (number | undefined)[];
  /** By the index of an event that ends a state or an execution: the sequence of the one that began it. */
  readonly owners: ReadonlyMap<number, number>;
}

function endsOf(events: readonly RecordedEvent[]): Ends {
  const startAt = events[0]?.at ?? 0;
  const ends: (number | undefined)[] = events.map((event) =>
    event.kind === "operation"
      ? event.durationMs === undefined
        ? Number.POSITIVE_INFINITY
        : event.at - startAt + event.durationMs
      : undefined,
  );
  const owners = new Map<number, number>();
  const executions = new Map<string, Map<string, number[]>>();
  for (const [index, event] of events.entries()) {
    if (event.kind !== "state") continue;
    const states = executions.get(event.execution) ?? new Map<string, number[]>();
    executions.set(event.execution, states);
    const open = states.get(event.state) ?? [];
    states.set(event.state, open);
    if (/StateEntered$|^ExecutionStarted$/.test(event.type)) {
      open.push(index);
      ends[index] = Number.POSITIVE_INFINITY;
      continue;
    }
    // An execution that ends takes the states with it that have not been left.
    const closed = event.type.startsWith("Execution")
      ? [...states.values()].flatMap((left) => left.splice(0))
      : open.splice(0, 1);
    for (const at of closed) ends[at] = event.at - startAt;
    const begun = events[closed[0] ?? -1];
    if (begun) owners.set(index, begun.sequence);
  }
  return { ends, owners };
}

/** First row that is free, as a person would stack them. */
class Rows {
  readonly #freeFromMs: number[] = [];

  get count(): number {
    return Math.max(1, this.#freeFromMs.length);
  }

  place(fromMs: number, toMs: number): number {
    let row = this.#freeFromMs.findIndex((free) => free <= fromMs);
    if (row === -1) row = Math.min(this.#freeFromMs.length, MOST_ROWS - 1);
    this.#freeFromMs[row] = Math.max(this.#freeFromMs[row] ?? 0, toMs);
    return row;
  }
}
