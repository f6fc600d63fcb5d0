/** One event as it is stored. Times are milliseconds since the epoch. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  /** In the order of ingestion, within the whole service. */
  readonly sequence: number;
}

/** Events of one source, in the order of their timestamps; those of the same time in the order in which they came. */
export class LogStream {
  readonly name: string;
  readonly createdAt: number;
  readonly #events: LogEvent[] = [];
  lastIngestionTime: number | undefined;

  constructor(name: string, createdAt: number) {
    this.name = name;
    this.createdAt = createdAt;
  }

  append(event: LogEvent): void {
    this.lastIngestionTime = event.ingestionTime;
    const last = this.#events.at(-1);
    if (last === undefined || last.timestamp <= event.timestamp) this.#events.push(event);
    else {
      const position = this.#events.findLastIndex(({ timestamp }) => timestamp <= event.timestamp) + 1;
      this.#events.splice(position, 0, event);
    }
  }

  /** Events at or after a time, which the group's retention decides. */
  eventsSince(oldest: number): readonly LogEvent[] {
    const first = this.#events[0];
    if (first === undefined || first.timestamp >= oldest) return this.#events;
    return this.#events.filter(({ timestamp }) => timestamp >= oldest);
  }
}
