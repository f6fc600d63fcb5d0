import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";
import { printable } from "../../support/printable.ts";

/** Details beyond this many characters are cut. */
const LONGEST_DETAIL = 100;

/** Members that repeat the columns. */
const LEFT_OUT: ReadonlySet<string> = new Set(["name", "inputDetails", "outputDetails", "roleArn", "region"]);

/** One line for each event: id, id of the event before, seconds since the start, type, state, shortened details. */
export function historyTable(events: readonly HistoryEvent[]): string[] {
  const startedAt = events[0]?.at ?? 0;
  const states = statesOf(events);
  const rows = events.map((event) => [
    String(event.id),
    String(event.previousEventId),
    `+${((event.at - startedAt) / 1000).toFixed(3)}`,
    event.type,
    states.get(event.id) ?? "",
    detailsOf(event),
  ]);
  const head = ["id", "prev", "seconds", "type", "state", "details"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column < 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

/** The state that each event belongs to: its own, or that of the event before it. */
function statesOf(events: readonly HistoryEvent[]): ReadonlyMap<number, string> {
  const states = new Map<number, string>();
  for (const event of events) {
    const own = event.details?.name;
    const state = typeof own === "string" ? own : inherited(event, events, states);
    if (state !== undefined) states.set(event.id, printable(state));
  }
  return states;
}

function inherited(
  { type, previousEventId }: HistoryEvent,
  events: readonly HistoryEvent[],
  states: ReadonlyMap<number, string>,
): string | undefined {
  if (/^Execution/.test(type)) return undefined;
  // ParallelStateSucceeded follows the last event of a branch, and belongs to the state around it.
  const around = /^(?:Parallel|Map)State/.exec(type)?.[0];
  if (around === undefined) return states.get(previousEventId);
  let inner = 0;
  for (let event = events[previousEventId - 1]; event; event = events[event.previousEventId - 1]) {
    if (event.type === `${around}Exited`) inner++;
    else if (event.type === `${around}Entered` && inner-- === 0) return states.get(event.id);
  }
  return undefined;
}

function detailsOf({ details = {} }: HistoryEvent): string {
  const shown = Object.entries(details)
    .filter(([member]) => !LEFT_OUT.has(member))
    .map(([member, value]) => `${member}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
  const line = printable(shown.replace(/\s+/g, " "), Number.POSITIVE_INFINITY);
  return line.length <= LONGEST_DETAIL ? line : `${line.slice(0, LONGEST_DETAIL - 1)}…`;
}
