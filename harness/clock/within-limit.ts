import { DeadlockError } from "./errors.ts";
import { machineTime } from "./machine-time.ts";

/** Awaits real work. Rejects with a DeadlockError of these words when it has not settled after so many real milliseconds. */
export async function withinLimit(limitMs: number, work: Promise<void>, words: () => string): Promise<void> {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timeout = machineTime.setTimeout(() => reject(new DeadlockError(words())), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    machineTime.clearTimeout(timeout);
  }
}
