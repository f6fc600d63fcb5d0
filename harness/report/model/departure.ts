/** A run that is compared: its id, and what tells it from the other in sentences. */
export interface RunSide {
  readonly id: string;
  readonly name: string;
}

/** How a scenario ended in one of two runs. */
export interface SideVerdict {
  readonly system: string;
  readonly mark: "passed" | "failed" | "unknown";
  readonly rule?: string;
  readonly virtualMs?: number;
  readonly events: number;
}

/** One way in which the first run departs from the second. */
export interface Departure {
  readonly kind: "changed" | "extra" | "missing";
  readonly here?: ToldEvent;
  readonly there?: ToldEvent;
  /** Of events that both have: which part differs, and where in it. */
  readonly part?: string;
  readonly path?: string;
  readonly values?: readonly [unknown, unknown];
  /** Events that it led to, of one that only one run has. */
  readonly ledTo: number;
  /** The first one caused it, or is a part of it; else it only came later, or has another cause. */
  readonly follows: boolean;
  /** What departures of a kind have in common, for folding. */
  readonly group: string;
}

export interface ToldEvent {
  readonly sequence: number;
  /** Virtual milliseconds from the run's first event. */
  readonly atMs: number;
  readonly text: string;
}
