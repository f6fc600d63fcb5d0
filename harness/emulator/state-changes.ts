import type { Room } from "./room.ts";

/** One thing that a room keeps across restarts. */
export interface KeptEntity {
  /** `bucket`, `message`: of one room. */
  readonly kind: string;
  /** Unique for its kind. */
  readonly key: readonly string[];
  /** Plain data: numbers, texts, bytes, lists, maps; no functions. */
  readonly value: unknown;
}

/** Whom a room tells what of it has changed, when its state outlives the process. */
export interface StateChanges {
  /** It is new, or another than it was. Its value is asked for when it is written down, before the next answer leaves. */
  changed(kind: string, key: readonly string[], value: () => unknown): void;
  /** It is gone. What is made anew under the same key comes behind all others. */
  removed(kind: string, key: readonly string[]): void;
}

/** A room whose state outlives the process. */
export interface KeptRoom {
  /** Takes in what was written down, in the order in which it was made. Called once, before anything else happens. */
  restore(entities: readonly KeptEntity[]): void | Promise<void>;
  /** Goes on with what was under way; all rooms have been restored. */
  resume?(): void | Promise<void>;
  readonly compared?: ComparedEntities;
}

/** A room that knows how to keep its state; what that takes is loaded then. */
export interface KeepableRoom extends Room {
  /** Called once, before the first request. */
  keep(changes: StateChanges): Promise<KeptRoom>;
  /** Ends what it does by itself, when the cloud that it belongs to is left. */
  close?(): void;
}

/**
 * Entities whose changes are not told one by one: compared with what was written after every request that may have changed the
 * room. Few and small.
 */
export interface ComparedEntities {
  /** All kinds that there may be. */
  readonly kinds: readonly string[];
  all(): Iterable<KeptEntity>;
}
