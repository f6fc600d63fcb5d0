import type { Clock, Timer } from "../../../clock/clock.ts";

/**
 * The machine's time plus what a test adds; nobody waits. For tests whose other side (SDK clients over sockets) signs
 * with the machine's time.
 */
export class TestClock implements Clock {
  readonly kind = "virtual";
  /** Added to the machine's time, milliseconds. */
  aheadMs = 0;

  now(): number {
    return Date.now() + this.aheadMs;
  }

  async sleep(): Promise<void> {}

  async settle(): Promise<void> {}

  expectOutside(): () => void {
    return () => {};
  }

  timer(): Timer {
    return { cancel() {} };
  }

  async run<T>(_label: string, _latencyMs: number, work: () => T | Promise<T>): Promise<T> {
    return work();
  }

  spawn<T>(_name: string, activity: () => Promise<T>): Promise<T> {
    return activity();
  }
}
