/** One event as it is stored. Times are milliseconds since the epoch. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  /** In the order of ingestion, within the whole service. */
  readonly sequence: number;
}

/** Told of groups, streams and events that come or go, when they outlive the process. */
export interface LogChanges {
  /** A service may make one without a request. */
  groupMade(groupName: string): void;
  groupGone(groupName: string): void;
  stream(stream: LogStream): void;
  /** With its events. */
  streamGone(stream: LogStream): void;
  event(stream: LogStream, event: LogEvent): void;
}

/** Events of one source, in the order of their timestamps; those of the same time in the order in which they came. */
export class LogStream {
  readonly name: string;
  readonly groupName: string;
  readonly createdAt: number;
  readonly #events: LogEvent[] = [];
  lastIngestionTime: number | undefined;

  constructor(name: string, groupName: string, createdAt: number) {
    this.name = name;
    this.groupName = groupName;
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
