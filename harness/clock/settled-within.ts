import { machineTime } from "./machine-time.ts";

/** The outcome of real work, or `undefined` when it has not settled after `ms` real milliseconds; the work goes on. */
export async function settledWithin<T>(work: Promise<T>, limitMs: number): Promise<{ readonly value: T } | undefined> {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timeout = machineTime.setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), limit]);
  } finally {
    machineTime.clearTimeout(timeout);
  }
}
