import type { Clock } from "../../../clock/clock.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { settledWithin } from "../../../clock/settled-within.ts";

/** Waiting shorter than this takes no virtual time: the limits of functions and states count whole seconds. */
const FREE_MS = 1000;
/** Real milliseconds between two looks at what the process does. */
const LOOK_MS = 100;
/** Steps of a clock that follows a process that waits. */
const STEP_MS = 100;
/** Real milliseconds that one entry of the clock may take before another gets its turn; the clock gives up after 30 s. */
const TURN_MS = 10_000;

/** What is known of the process beside its work. */
interface PacedProcess {
  /** Whether it has worked since the last call, rather than waited; absent where the system does not tell. */
  hasWorked(): boolean | undefined;
  /** Virtual milliseconds until its time-out. */
  leftMs(): number;
}

/**
 * Real work of a process that may take long, or for ever. In virtual time the clock stands still for it, however slow the
 * machine is, so that neither the order of events nor their times depend on that; only work that takes as much real time as the
 * time-out allows is timed out. A process that waits by itself (its own timers) waits in real time, and the clock follows it,
 * so that time limits strike as they would.
 */
export class PacedWork {
  readonly #clock: Clock;
  readonly #label: string;
  readonly #process: PacedProcess;
  /** Real milliseconds so far, in all waits together. */
  #workedMs = 0;
  #waitedMs = 0;

  constructor(clock: Clock, label: string, process: PacedProcess) {
    this.#clock = clock;
    this.#label = label;
    this.#process = process;
  }

  /** Begins `work` and waits for it. It must not use the world's clock. */
  async wait<T>(work: () => Promise<T>): Promise<T> {
    if (this.#clock.kind === "real") return this.#clock.run(this.#label, 0, work);
    let begun: Promise<T> | undefined;
    const begin = (): Promise<T> => (begun ??= work());
    for (;;) {
      const turn = await this.#clock.run(this.#label, 0, () => this.#whileWorking(begin()));
      if (typeof turn === "object") return turn.value;
      if (turn === "overdue") await this.#clock.sleep(this.#process.leftMs(), this.#label);
      if (turn === "turn over") continue;
      // Its own timer runs, or it is being ended: time goes on beside it.
      const done = await this.#clock.run(this.#label, STEP_MS, () => settledWithin(begin(), STEP_MS));
      if (done) return done.value;
    }
  }

  async #whileWorking<T>(work: Promise<T>): Promise<{ readonly value: T } | "waits" | "overdue" | "turn over"> {
    const from = machineTime.monotonicMs();
    for (;;) {
      if (this.#waitedMs >= FREE_MS && this.#process.hasWorked() !== true) return "waits";
      const looked = machineTime.monotonicMs();
      const done = await settledWithin(work, LOOK_MS);
      if (done) return done;
      const now = machineTime.monotonicMs();
      if (this.#process.hasWorked() === true) this.#workedMs += now - looked;
      else this.#waitedMs += now - looked;
      if (this.#workedMs >= this.#process.leftMs()) return "overdue";
      if (now - from >= TURN_MS) return "turn over";
    }
  }
}
