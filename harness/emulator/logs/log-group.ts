import { logStreamDoesNotExist, logStreamExists } from "./errors.ts";
import { type LogChanges, type LogEvent, LogStream } from "./log-stream.ts";

const MS_PER_DAY = 86_400_000;

/** A group of streams with one retention. */
export class LogGroup {
  readonly name: string;
  /** Without `:*`. */
  readonly arn: string;
  readonly createdAt: number;
  readonly streams = new Map<string, LogStream>();
  readonly tags = new Map<string, string>();
  /** `undefined`: events are kept for ever. */
  retentionInDays: number | undefined;

  readonly #changes: () => LogChanges | undefined;

  constructor(name: string, arn: string, createdAt: number, changes: () => LogChanges | undefined) {
    this.#changes = changes;
    this.name = name;
    this.arn = arn;
    this.createdAt = createdAt;
  }

  /** Throws ResourceAlreadyExistsException. */
  createStream(name: string, now: number): LogStream {
    if (this.streams.has(name)) throw logStreamExists();
    const stream = new LogStream(name, this.name, now);
    this.streams.set(name, stream);
    this.#changes()?.stream(stream);
    return stream;
  }

  /** Throws ResourceNotFoundException. */
  deleteStream(name: string): void {
    const stream = this.stream(name);
    this.streams.delete(name);
    this.#changes()?.streamGone(stream);
  }

  /** Throws ResourceNotFoundException. */
  stream(name: string): LogStream {
    const stream = this.streams.get(name);
    if (!stream) throw logStreamDoesNotExist();
    return stream;
  }

  /** Timestamp of the oldest event that retention leaves. */
  oldestKept(now: number): number {
    return this.retentionInDays === undefined ? Number.NEGATIVE_INFINITY : now - this.retentionInDays * MS_PER_DAY;
  }

  events(stream: LogStream, now: number): readonly LogEvent[] {
    return stream.eventsSince(this.oldestKept(now));
  }
}
