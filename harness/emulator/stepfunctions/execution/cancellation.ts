import type { Clock } from "../../../clock/clock.ts";
import { Cancelled } from "./failure.ts";

/** Takes control away from everything that waits under it: an execution, or the branches of one state. */
export class Cancellation {
  #cancelled = false;
  readonly #listeners = new Set<() => void>();

  get cancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }

  /** A part that can be cancelled alone and is cancelled with the whole. */
  child(): Cancellation {
    const child = new Cancellation();
    if (this.#cancelled) child.cancel();
    else this.#listeners.add(() => child.cancel());
    return child;
  }

  /** Calls back on cancellation; the returned function withdraws. */
  onCancel(listener: () => void): () => void {
    if (this.#cancelled) {
      listener();
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Waits on the clock; rejects with `Cancelled` as soon as control is taken away, and leaves no timer behind. */
export function cancellableSleep(clock: Clock, ms: number, label: string, cancellation: Cancellation): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.timer(label, ms, () => {
      withdraw();
      resolve();
    });
    const withdraw = cancellation.onCancel(() => {
      timer.cancel();
      reject(new Cancelled());
    });
  });
}

/** Time is up for a piece of work. */
export class TimeLimitReached extends Error {
  constructor(label: string) {
    super(label);
    this.name = "TimeLimitReached";
  }
}

/** A limit that begins anew with every beat. */
interface Heartbeat {
  readonly limitMs: number;
  /** Calls back on every beat; the returned function withdraws. */
  onBeat(listener: () => void): () => void;
}

/**
 * The outcome of `work`, or `Cancelled`, or `TimeLimitReached` after `limitMs`, whichever comes first. The work itself
 * goes on (a Lambda function cannot be called back); its later outcome is ignored.
 */
export function withinLimits<T>(
  clock: Clock,
  work: Promise<T>,
  limits: { cancellation: Cancellation; limitMs: number | undefined; heartbeat?: Heartbeat | undefined; label: string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const withdrawals: (() => void)[] = [];
    const end = (settle: () => void): void => {
      for (const withdraw of withdrawals) withdraw();
      settle();
    };
    const { cancellation, limitMs, heartbeat, label } = limits;
    if (limitMs !== undefined) {
      const timer = clock.timer(label, limitMs, () => end(() => reject(new TimeLimitReached(label))));
      withdrawals.push(() => timer.cancel());
    }
    if (heartbeat) {
      const arm = () => clock.timer(label, heartbeat.limitMs, () => end(() => reject(new TimeLimitReached(label))));
      let timer = arm();
      withdrawals.push(() => timer.cancel());
      withdrawals.push(
        heartbeat.onBeat(() => {
          timer.cancel();
          timer = arm();
        }),
      );
    }
    withdrawals.push(cancellation.onCancel(() => end(() => reject(new Cancelled()))));
    work.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    );
  });
}
