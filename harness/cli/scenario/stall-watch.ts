const CHECK_INTERVAL_MS = 1_000;
/** Vitest ends a scenario after its own limit; silence for longer means that a worker no longer answers. */
const GRACE_MS = 30_000;

/** A story loops without end, which blocks even the time-out of its worker. */
export class EndlessScenario extends Error {
  override readonly name = "EndlessScenario";
}

/** What goes on, as the report hears of it. */
export interface Progress {
  /** On the scale of `performance.now()`; undefined while no run goes on. */
  readonly lastEventAt: number | undefined;
  /** Ids of the files that have begun and not ended. */
  readonly running: readonly string[];
}

export interface StallWatch extends Disposable {
  readonly stalled: Promise<never>;
}

/** `longestMs`: real time that the runs of one scenario may take together. */
export function stallLimitMs(longestMs: number): number {
  return longestMs + GRACE_MS;
}

/** The verdict at `now`, on the scale of `lastEventAt`; `undefined` while all may be only slow. */
export function endlessAmong(
  { lastEventAt, running }: Progress,
  limitMs: number,
  now: number,
): EndlessScenario | undefined {
  if (lastEventAt === undefined || now - lastEventAt <= limitMs) return undefined;
  const names = running.length === 0 ? "A scenario" : running.join(" or ");
  return new EndlessScenario(`${names} loops without end: nothing was reported for ${limitMs / 1000} s.`);
}

/** Rejects with EndlessScenario when nothing has been reported for longer than a scenario may take. */
export function stallWatch(progress: Progress, limitMs: number): StallWatch {
  const { promise: stalled, reject } = Promise.withResolvers<never>();
  // Only a racing caller needs the rejection.
  stalled.catch(() => {});
  const timer = setInterval(
    () => {
      const endless = endlessAmong(progress, limitMs, performance.now());
      if (endless) reject(endless);
    },
    Math.min(CHECK_INTERVAL_MS, limitMs),
  );
  timer.unref();
  return { stalled, [Symbol.dispose]: () => clearInterval(timer) };
}
