import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage<number>();

/** Sequence of the event that led to what runs now; 0 outside any operation. */
export function currentCause(): number {
  return storage.getStore() ?? 0;
}

/** Runs `activity` so that everything it records names `sequence` as its cause. */
export function withCause<T>(sequence: number, activity: () => T): T {
  return storage.run(sequence, activity);
}
