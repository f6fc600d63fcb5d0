import type { Timer } from "./clock.ts";
import { machineTime } from "./machine-time.ts";
import { RealClock } from "./real-clock.ts";

/** The machine's timers fire at once beyond this. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** A timer that may stop keeping the process alive, as Node's can. */
export interface AdjustableTimer extends Timer {
  background(wanted: boolean): void;
}

interface Armed {
  /** Milliseconds since the epoch, by this clock. */
  readonly due: number;
  background: boolean;
  readonly callback: () => void;
  timeout: NodeJS.Timeout | undefined;
}

/**
 * The machine's time plus what somebody has put it forward by: between two adjustments it runs as real time does. For a
 * cloud that a person uses by hand and in which half an hour should not take one.
 */
export class AdjustableClock extends RealClock {
  readonly #armed = new Set<Armed>();
  #aheadMs = 0;

  /** Milliseconds by which this clock is ahead of the machine's. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  override now(): number {
    return machineTime.now() + this.#aheadMs;
  }

  override sleep(ms: number, label: string, options: { background?: boolean } = {}): Promise<void> {
    return new Promise((resolve) => {
      this.timer(label, ms, resolve, options);
    });
  }

  override timer(
    _label: string,
    ms: number,
    callback: () => void,
    options: { background?: boolean } = {},
  ): AdjustableTimer {
    const armed: Armed = {
      due: this.now() + ms,
      background: options.background === true,
      callback,
      timeout: undefined,
    };
    this.#armed.add(armed);
    this.#arm(armed);
    return {
      cancel: () => this.#disarm(armed),
      background: (wanted) => {
        armed.background = wanted;
        if (wanted) armed.timeout?.unref();
        else armed.timeout?.ref();
      },
    };
  }

  /**
   * Puts the clock forward. Timers that fall due on the way fire in their order, each at its own time, and what they
   * cause gets a turn of the event loop before time goes on. Never goes back.
   */
  async advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError(`${ms} is no number of milliseconds to put a clock forward by`);
    const target = this.now() + ms;
    for (let next = this.#dueBy(target); next !== undefined; next = this.#dueBy(target)) {
      this.#aheadMs += Math.max(0, next.due - this.now());
      this.#fire(next);
      await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
    }
    this.#aheadMs += Math.max(0, target - this.now());
    for (const armed of this.#armed) this.#arm(armed);
  }

  #dueBy(target: number): Armed | undefined {
    let earliest: Armed | undefined;
    for (const armed of this.#armed) {
      if (armed.due <= target && (earliest === undefined || armed.due < earliest.due)) earliest = armed;
    }
    return earliest;
  }

  #arm(armed: Armed): void {
    machineTime.clearTimeout(armed.timeout);
    const leftMs = Math.max(0, armed.due - this.now());
    const again = leftMs > LONGEST_TIMEOUT_MS;
    armed.timeout = machineTime.setTimeout(
      () => (again ? this.#arm(armed) : this.#fire(armed)),
      Math.min(leftMs, LONGEST_TIMEOUT_MS),
    );
    if (armed.background) armed.timeout.unref();
  }

  #fire(armed: Armed): void {
    this.#disarm(armed);
    armed.callback();
  }

  #disarm(armed: Armed): void {
    this.#armed.delete(armed);
    machineTime.clearTimeout(armed.timeout);
  }
}
