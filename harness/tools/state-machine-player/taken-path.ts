import type { HistoryEvent } from "../../emulator/stepfunctions/execution/history.ts";

/** The path of executions through a machine, by the names of its states. */
export interface TakenPath {
  readonly entered: ReadonlySet<string>;
  readonly exited: ReadonlySet<string>;
  /** Left without another state after it: the end of the machine, a branch or an iteration. */
  readonly ended: ReadonlySet<string>;
  /** Entered, and at least once not exited. */
  readonly failed: ReadonlySet<string>;
  /** The machine's end was reached. */
  readonly succeeded: boolean;
  wentFrom(state: string, next: string): boolean;
}

/** Reads the path from the histories of an execution and of its nested executions. */
export function takenPath(histories: readonly (readonly HistoryEvent[])[]): TakenPath {
  const entries = new Tally();
  const exits = new Tally();
  const departures = new Tally();
  const transitions = new Map<string, Set<string>>();
  for (const events of histories) {
    for (const event of events) {
      const name = event.details?.name;
      if (typeof name !== "string") continue;
      if (event.type.endsWith("StateExited")) exits.add(name);
      if (!event.type.endsWith("StateEntered")) continue;
      entries.add(name);
      const from = leftBefore(event, events);
      if (from === undefined) continue;
      departures.add(from);
      transitions.set(from, (transitions.get(from) ?? new Set()).add(name));
    }
  }
  return {
    entered: new Set(entries.names()),
    exited: new Set(exits.names()),
    ended: new Set(exits.names().filter((name) => exits.of(name) > departures.of(name))),
    failed: new Set(entries.names().filter((name) => entries.of(name) > exits.of(name))),
    succeeded: histories[0]?.at(-1)?.type === "ExecutionSucceeded",
    wentFrom: (state, next) => transitions.get(state)?.has(next) ?? false,
  };
}

class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, this.of(name) + 1);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  names(): string[] {
    return [...this.#counts.keys()];
  }
}

/** The state whose exit led to this entry; none at the beginning of a machine, a branch or an iteration. */
function leftBefore(entry: HistoryEvent, events: readonly HistoryEvent[]): string | undefined {
  const before = events[entry.previousEventId - 1];
  const name = before?.type.endsWith("StateExited") ? before.details?.name : undefined;
  return typeof name === "string" ? name : undefined;
}
