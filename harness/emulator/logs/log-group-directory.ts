import type { RoomDependencies } from "../room.ts";
import { logGroupDoesNotExist, logGroupExists } from "./errors.ts";
import { LogGroup } from "./log-group.ts";
import type { LogChanges, LogEvent, LogStream } from "./log-stream.ts";

/** The log groups of one account and region. */
export class LogGroupDirectory {
  readonly #groups = new Map<string, LogGroup>();
  readonly #arnPrefix: string;
  readonly #deps: RoomDependencies;
  #sequence = 0;
  /** Nobody is told without it. */
  changes: LogChanges | undefined;

  constructor(deps: RoomDependencies) {
    this.#deps = deps;
    this.#arnPrefix = `arn:aws:logs:${deps.region}:${deps.accountId}:log-group:`;
  }

  now(): number {
    return this.#deps.clock.now();
  }

  arn(name: string): string {
    return this.#arnPrefix + name;
  }

  /** Throws ResourceAlreadyExistsException. */
  create(name: string): LogGroup {
    if (this.#groups.has(name)) throw logGroupExists();
    const group = this.#make(name, this.now());
    this.changes?.groupMade(name);
    return group;
  }

  /** Makes a group as it was before a restart; its streams follow. */
  restore(name: string, createdAt: number): LogGroup {
    return this.#make(name, createdAt);
  }

  /** Takes in an event of before a restart. */
  restoreEvent(stream: LogStream, event: LogEvent): void {
    this.#sequence = Math.max(this.#sequence, event.sequence);
    stream.append(event);
  }

  #make(name: string, createdAt: number): LogGroup {
    const group = new LogGroup(name, this.arn(name), createdAt, () => this.changes);
    this.#groups.set(name, group);
    return group;
  }

  /** Throws ResourceNotFoundException. */
  delete(name: string): void {
    const group = this.#groups.get(name);
    if (!group) throw logGroupDoesNotExist();
    this.#groups.delete(name);
    for (const stream of group.streams.values()) this.changes?.streamGone(stream);
    this.changes?.groupGone(name);
  }

  find(name: string): LogGroup | undefined {
    return this.#groups.get(name);
  }

  /** By name or ARN, with or without `:*`. Throws ResourceNotFoundException. */
  named(nameOrArn: string): LogGroup {
    const group = this.#groups.get(nameOfIdentifier(nameOrArn));
    if (!group) throw logGroupDoesNotExist();
    return group;
  }

  /** In the order of their names. */
  all(): LogGroup[] {
    return [...this.#groups.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  /** Appends an event to a stream. */
  append(stream: LogStream, event: { timestamp: number; message: string }): void {
    const appended = { ...event, ingestionTime: this.now(), sequence: ++this.#sequence };
    stream.append(appended);
    this.changes?.event(stream, appended);
  }
}

/** `arn:…:log-group:NAME:*` → `NAME`; a name stays what it is. */
export function nameOfIdentifier(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, "").replace(/:\*$/, "");
}
