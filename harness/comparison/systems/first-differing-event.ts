import type { RowEvent, Trace, TraceEvent } from "../../network/trace.ts";
import type { Comparable } from "../parity/comparable.ts";
import { compareValues } from "../parity/compare.ts";
import { stableText } from "../parity/stable-text.ts";

/** Something that a run shows otherwise than another one. */
export interface DifferingEvent {
  readonly path: string;
  readonly embedded?: Comparable;
  readonly other?: Comparable;
}

/**
 * What a run left behind otherwise than another one that went on for longer: the first row that was written otherwise,
 * else the first state of a machine, else the first log message that the other run has not. Nothing is said of what the
 * other run has and this one may still have come to.
 */
export function firstDifferingEvent(own: Trace, other: Trace): DifferingEvent | undefined {
  return (
    firstDifferingRow(own, other) ??
    firstOfItsOwn(
      own.of("state"),
      other.of("state"),
      "state",
      ({ source, type, state }) => `${source} ${type} ${state}`,
    ) ??
    firstOfItsOwn(
      own.of("log"),
      other.of("log"),
      "log",
      ({ source, level, message }) => `${source} ${level} ${message}`,
    )
  );
}

/** The n-th change of a row is compared with its n-th change in the other run. */
function firstDifferingRow(own: Trace, other: Trace): DifferingEvent | undefined {
  const waiting = Map.groupBy(other.of("row"), nameOf);
  for (const event of own.of("row")) {
    const name = nameOf(event);
    const partner = waiting.get(name)?.shift();
    if (!partner) return { path: `row: ${name}`, embedded: "written", other: "not written" };
    const [difference] = compareValues(event.after, partner.after).filter(
      ({ path }) => !/ \((key order|style)\)$/.test(path),
    );
    if (difference) return { ...difference, path: `row: ${name}${difference.path}` };
  }
  return undefined;
}

function nameOf({ change, table, key }: RowEvent): string {
  return stableText(`${change} ${table} ${key}`);
}

function firstOfItsOwn<Event extends TraceEvent>(
  own: readonly Event[],
  other: readonly Event[],
  kind: string,
  textOf: (event: Event) => string,
): DifferingEvent | undefined {
  const counts = new Map<string, number>();
  for (const text of other.map(textOf).map(stableText)) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of own.map(textOf).map(stableText)) {
    const left = counts.get(text) ?? 0;
    if (left === 0) return { path: `${kind}: ${text}`, embedded: "happens", other: "does not happen" };
    counts.set(text, left - 1);
  }
  return undefined;
}
