import { SCENARIO_TIMEOUT_MS } from "./scenario-settings.ts";

const CHECK_INTERVAL_MS = 1_000;
/** Vitest ends a scenario after its own limit; silence for longer means that a worker no longer answers. */
const GRACE_MS = 30_000;

export interface StallWatch extends Disposable {
  readonly stalled: Promise<never>;
}

/**
 * Rejects when nothing has been reported for longer than a scenario may take: an endless loop blocks even a time-out.
 * `lastEventAt` is on the scale of `performance.now()`, and undefined while no run goes on.
 */
export function stallWatch(lastEventAt: () => number | undefined, maxRunsPerScenario: number): StallWatch {
  const limitMs = SCENARIO_TIMEOUT_MS * maxRunsPerScenario + GRACE_MS;
  const { promise: stalled, reject } = Promise.withResolvers<never>();
  // Only a racing caller needs the rejection.
  stalled.catch(() => {});
  const timer = setInterval(() => {
    const last = lastEventAt();
    if (last === undefined || performance.now() - last <= limitMs) return;
    reject(new Error(`Nothing was reported for ${limitMs / 1000} s: a scenario loops without end.`));
  }, CHECK_INTERVAL_MS);
  timer.unref();
  return { stalled, [Symbol.dispose]: () => clearInterval(timer) };
}
