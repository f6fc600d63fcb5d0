export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** AWS's name: `TaskStateEntered`. */
  readonly type: string;
  readonly details: EventDetails | undefined;
}

/** Details as the wire carries them, under a key that follows from the type (`detailsKey`). */
export type EventDetails = Readonly<Record<string, unknown>>;

export const NOT_TRUNCATED = Object.freeze({ truncated: false });

/** Events of one execution, numbered from 1 without gaps. */
export class History {
  readonly events: HistoryEvent[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  append(type: string, previousEventId: number, details?: EventDetails): HistoryEvent {
    const event = { id: this.events.length + 1, previousEventId, at: this.#now(), type, details };
    this.events.push(event);
    return event;
  }
}

/** `taskFailedEventDetails`; all states share `stateEnteredEventDetails` and `stateExitedEventDetails`. */
export function detailsKey(type: string): string {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type[0]?.toLowerCase()}${type.slice(1)}EventDetails`;
}
