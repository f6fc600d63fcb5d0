import type { Clock } from "../../../clock/clock.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { isWork, type Worked, workMs } from "../../../clock/process/group-work.ts";
import { settledWithin } from "../../../clock/settled-within.ts";

/** Waiting shorter than this takes no virtual time: the limits of functions and states count whole seconds. */
const FREE_MS = 1000;
/** Real milliseconds between two looks at what the process does. */
const LOOK_MS = 100;
/** Steps of a clock that follows a process that waits. */
const STEP_MS = 100;
/** Real milliseconds that one entry of the clock may take before another gets its turn; the clock gives up after 30 s. */
const TURN_MS = 10_000;

/** Milliseconds of work after which a program may be waiting in a loop for its clock to go on. */
const RUN_AFTER_MS = 20_000;
/** Turns of the event loop in which a request that lies in a socket of ours is accepted and read; with one to spare. */
const SOCKET_TURNS = 4;

/** What is known of the process beside its work. */
interface PacedProcess {
  /** What it has done since the last call; absent where the system does not tell work from waiting. */
  worked(): Worked | "waited" | undefined;
  /** Virtual milliseconds until its time-out. */
  leftMs(): number;
  /** Milliseconds until the timer that it waits for, where that can be seen and its clock follows the world's. */
  nextTimerMs(): number | undefined;
  /** Tells it what time it is in the world by now; real work. */
  tellTime(): Promise<void>;
  /** Lets its wall clock run, which stands still as the world's does. */
  letTimeRun(): void;
}

type Turn = "waits" | "overdue" | "turn over" | { readonly sleepsMs: number };

/**
 * Real work of a process that may take long, or for ever. In virtual time the clock stands still for it, however slow the
 * machine is, so that neither the order of events nor their times depend on that; only work that takes as much of a processor's
 * time as the time-out allows is timed out. A process that waits for a timer of its own has the world's time go on to it, where its clock follows;
 * elsewhere it waits in real time, and the clock follows it, so that time limits strike as they would.
 */
export class PacedWork {
  readonly #clock: Clock;
  readonly #label: string;
  readonly #process: PacedProcess;
  /** What its work would have taken where nobody else wants a processor, in all waits together; milliseconds. */
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
      if (typeof turn === "object" && "value" in turn) return turn.value;
      if (typeof turn === "object") {
        await this.#clock.sleep(Math.min(turn.sleepsMs, this.#process.leftMs()), `a timer of ${this.#label}`);
        await this.#clock.run(this.#label, 0, () => this.#process.tellTime());
        continue;
      }
      if (turn === "overdue") await this.#clock.sleep(this.#process.leftMs(), this.#label);
      if (turn === "turn over") continue;
      // Its own timer runs, or it is being ended: time goes on beside it.
      const done = await this.#clock.run(this.#label, STEP_MS, () => settledWithin(begin(), STEP_MS));
      if (done) return done.value;
    }
  }

  async #whileWorking<T>(work: Promise<T>): Promise<{ readonly value: T } | Turn> {
    const from = machineTime.monotonicMs();
    for (;;) {
      if (this.#waitedMs >= FREE_MS && !isWork(this.#process.worked())) return "waits";
      const looked = machineTime.monotonicMs();
      const done = (await settledWithin(work, LOOK_MS)) ?? (await alreadySettled(work));
      if (done) return done;
      const now = machineTime.monotonicMs();
      const worked = this.#process.worked();
      if (isWork(worked)) this.#workedMs += workMs(worked, now - looked);
      else {
        const timerMs = this.#process.nextTimerMs();
        // A short timer after the other must not make the world slower than the machine.
        if (timerMs !== undefined) return { sleepsMs: Math.max(timerMs, now - looked) };
        this.#waitedMs += now - looked;
      }
      if (this.#workedMs >= RUN_AFTER_MS) this.#process.letTimeRun();
      if (this.#workedMs >= this.#process.leftMs()) return "overdue";
      if (now - from >= TURN_MS) return "turn over";
    }
  }
}

/** What has been said by now, though perhaps not been read yet. */
async function alreadySettled<T>(work: Promise<T>): Promise<{ readonly value: T } | undefined> {
  let settled: { readonly value: T } | undefined;
  const noted = work.then((value) => {
    settled = { value };
  });
  for (let turn = 0; turn < SOCKET_TURNS && !settled; turn++) {
    await Promise.race([noted, new Promise<void>((resolve) => machineTime.setImmediate(resolve))]);
  }
  return settled;
}
