/**
 * The machine's own time, captured before `globals.ts` replaces the global functions inside worlds. Only the clock
 * itself and code that is outside any world (engine start-up, reports, benchmarks) may use it.
 */
const { performance: machinePerformance } = globalThis;
const monotonic = machinePerformance.now.bind(machinePerformance);

export const machineTime = {
  /** Milliseconds since the epoch. */
  now: Date.now.bind(Date),
  /** Milliseconds from an arbitrary origin, never going back. */
  monotonicMs: monotonic,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setImmediate: globalThis.setImmediate,
} as const;

export function waitOnMachine(ms: number): Promise<void> {
  return new Promise((resolve) => machineTime.setTimeout(resolve, ms));
}
