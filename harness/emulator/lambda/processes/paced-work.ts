import type { Clock } from "../../../clock/clock.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { settledWithin } from "../../../clock/settled-within.ts";

/** Work shorter than this takes no virtual time: the limits of functions and states count whole seconds. */
const FREE_MS = 1000;
/** Steps of a clock that follows long work. */
const STEP_MS = 100;

/**
 * Real work of a process that may take long, or for ever. In virtual time the clock stands still for it at first, so that
 * the order of events does not depend on the machine; work of more than a second takes the time it takes, and time limits
 * strike as they would.
 */
export class PacedWork {
  readonly #clock: Clock;
  readonly #label: string;
  /** Milliseconds of work that still take no virtual time, in all waits together. */
  #freeMs = FREE_MS;

  constructor(clock: Clock, label: string) {
    this.#clock = clock;
    this.#label = label;
  }

  /** Begins `work` and waits for it. It must not use the world's clock. */
  async wait<T>(work: () => Promise<T>): Promise<T> {
    if (this.#clock.kind === "real") return this.#clock.run(this.#label, 0, work);
    let begun: Promise<T> | undefined;
    const step = (virtualMs: number, realMs: number): Promise<Step<T>> =>
      this.#clock.run(this.#label, virtualMs, () => {
        begun ??= work();
        return within(begun, realMs);
      });
    while (this.#freeMs > 0) {
      const { done, tookMs } = await step(0, this.#freeMs);
      this.#freeMs -= tookMs;
      if (done) return done.value;
      if (this.#freeMs <= 0) await this.#clock.sleep(FREE_MS, this.#label);
    }
    for (;;) {
      const { done } = await step(STEP_MS, STEP_MS);
      if (done) return done.value;
    }
  }
}

interface Step<T> {
  readonly done: { readonly value: T } | undefined;
  readonly tookMs: number;
}

async function within<T>(work: Promise<T>, limitMs: number): Promise<Step<T>> {
  const from = machineTime.monotonicMs();
  const done = await settledWithin(work, limitMs);
  return { done, tookMs: machineTime.monotonicMs() - from };
}
