import { url as debuggerUrl } from "node:inspector";
import { DeadlockError } from "./errors.ts";
import { settledWithin } from "./settled-within.ts";

/**
 * Awaits real work. Rejects with a DeadlockError of these words when it has not settled after so many real
 * milliseconds. While a debugger may stop this thread, time says nothing, and there is no limit.
 */
export async function withinLimit(limitMs: number, work: Promise<void>, words: () => string): Promise<void> {
  while (!(await settledWithin(work, limitMs))) if (debuggerUrl() === undefined) throw new DeadlockError(words());
}
