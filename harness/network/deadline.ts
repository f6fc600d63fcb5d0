import type { Clock } from "../clock/clock.ts";

/** When a hop's answer must have arrived. What the callee does later reaches nobody. */
export interface Deadline {
  /** Counted from the request's arrival, a fault's delay included. */
  readonly afterMs: number;
  /** Thrown to the caller instead of the late answer. */
  readonly error: () => unknown;
  /** Called with the final outcome of the abandoned callee. */
  readonly late: (outcome: PromiseSettledResult<unknown>) => void;
}

/**
 * Runs `work` as an activity of its own and gives it up at the deadline. Abandoned work goes on (JavaScript cannot be
 * stopped), in the background: the world does not wait for it. `work` receives the instant of its deadline.
 */
export function withinDeadline<T>(
  clock: Clock,
  label: string,
  deadline: Deadline,
  work: (expiresAt: number) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let expired = false;
    const timer = clock.timer(`deadline of ${label}`, deadline.afterMs, () => {
      expired = true;
      reject(deadline.error());
    });
    const settle = (outcome: PromiseSettledResult<T>): void => {
      timer.cancel();
      if (expired) deadline.late(outcome);
      else if (outcome.status === "fulfilled") resolve(outcome.value);
      else reject(outcome.reason);
    };
    const expiresAt = clock.now() + deadline.afterMs;
    void clock.spawn(
      label,
      async () => {
        const [outcome] = await Promise.allSettled([(async () => work(expiresAt))()]);
        settle(outcome);
      },
      { background: true },
    );
  });
}
