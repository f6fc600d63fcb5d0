import type { Clock, Timer } from "./clock.ts";
import { machineTime } from "./machine-time.ts";

/** The machine's time behind the virtual clock's interface. Waits are real; real work takes the time it takes. */
export class RealClock implements Clock {
  readonly kind = "real";
  readonly #chains = new Map<string, Promise<unknown>>();
  readonly #running = new Set<Promise<unknown>>();

  now(): number {
    return machineTime.now();
  }

  sleep(ms: number, _label: string, options: { background?: boolean } = {}): Promise<void> {
    return new Promise((resolve) => {
      const timeout = setLongTimeout(resolve, ms);
      if (options.background) timeout.unref();
    });
  }

  timer(_label: string, ms: number, callback: () => void, options: { background?: boolean } = {}): Timer {
    const timeout = setLongTimeout(callback, ms);
    if (options.background) timeout.unref();
    return { cancel: timeout.cancel };
  }

  async run<T>(
    _label: string,
    _latencyMs: number,
    work: () => T | Promise<T>,
    options: { chain?: string } = {},
  ): Promise<T> {
    const perform = async (): Promise<T> => work();
    if (options.chain === undefined) return perform();
    const before = this.#chains.get(options.chain);
    const outcome = before ? before.then(perform) : perform();
    this.#chains.set(
      options.chain,
      outcome.catch(() => {}),
    );
    return outcome;
  }

  async spawn<T>(_name: string, activity: () => Promise<T>, options: { background?: boolean } = {}): Promise<T> {
    const outcome = activity();
    if (options.background) return outcome;
    this.#running.add(outcome);
    try {
      return await outcome;
    } finally {
      this.#running.delete(outcome);
    }
  }

  /** Waits until no foreground activity is running. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Does nothing: in real time a wait may last for ever. */
  expectOutside(): () => void {
    return () => {};
  }
}

/** Longest delay of the machine's timers; longer ones fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

function setLongTimeout(callback: () => void, ms: number): { cancel(): void; unref(): void } {
  let referenced = true;
  let timeout: NodeJS.Timeout;
  const arm = (leftMs: number): void => {
    const stepMs = Math.min(leftMs, LONGEST_TIMEOUT_MS);
    timeout = machineTime.setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : callback()), stepMs);
    if (!referenced) timeout.unref();
  };
  arm(ms);
  return {
    cancel: () => machineTime.clearTimeout(timeout),
    unref: () => {
      referenced = false;
      timeout.unref();
    },
  };
}
