import { DeadlockError } from "./errors.ts";
import { settledWithin } from "./settled-within.ts";

/**
 * Awaits real work. Rejects with a DeadlockError of these words when it has not settled after so many real
 * milliseconds.
 */
export async function withinLimit(limitMs: number, work: Promise<void>, words: () => string): Promise<void> {
  if (!(await settledWithin(work, limitMs))) throw new DeadlockError(words());
}
