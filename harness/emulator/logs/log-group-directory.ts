import type { RoomDependencies } from "../room.ts";
import { logGroupDoesNotExist, logGroupExists } from "./errors.ts";
import { LogGroup } from "./log-group.ts";
import type { LogStream } from "./log-stream.ts";

/** The log groups of one account and region. */
export class LogGroupDirectory {
  readonly #groups = new Map<string, LogGroup>();
  readonly #arnPrefix: string;
  readonly #deps: RoomDependencies;
  #sequence = 0;

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
    const group = new LogGroup(name, this.arn(name), this.now());
    this.#groups.set(name, group);
    return group;
  }

  /** Throws ResourceNotFoundException. */
  delete(name: string): void {
    if (!this.#groups.delete(name)) throw logGroupDoesNotExist();
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
    stream.append({ ...event, ingestionTime: this.now(), sequence: ++this.#sequence });
  }
}

/** `arn:…:log-group:NAME:*` → `NAME`; a name stays what it is. */
export function nameOfIdentifier(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, "").replace(/:\*$/, "");
}
