import { AsyncLocalStorage } from "node:async_hooks";
import type { VirtualClock } from "./virtual-clock.ts";

/** Where code runs: in which world's clock, in which activity, and whether inside real work (a leaf). */
export interface WorldContext {
  readonly clock: VirtualClock;
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
