import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "./clock.ts";
import type { RandomStream } from "./random-streams.ts";

/** The clock of a world, as code that runs in the world meets it. */
export interface WorldClock extends Clock {
  /** Virtual milliseconds since the world began. */
  readonly elapsedMs: number;
  /** Stream that `Math.random` and the random functions of `node:crypto` draw from. */
  readonly globalRandom: RandomStream | undefined;
  /** Makes the clock wait for real asynchronous work that is not modelled; returns the release. */
  hold(label: string): () => void;
}

/** Where code runs: in which world's clock, in which activity, and whether inside real work (a leaf). */
export interface WorldContext {
  readonly clock: WorldClock;
  readonly activity: string;
  readonly leaf: boolean;
}

const storage = new AsyncLocalStorage<WorldContext>();

export function currentContext(): WorldContext | undefined {
  return storage.getStore();
}

/** The context if time is virtual here; inside real work (a leaf) the machine's time is the right one. */
export function virtualContext(): WorldContext | undefined {
  const context = storage.getStore();
  return context?.leaf === false ? context : undefined;
}

export function inContext<T>(context: WorldContext, activity: () => T): T {
  return storage.run(context, activity);
}
