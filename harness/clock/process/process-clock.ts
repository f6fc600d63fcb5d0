import { machineTime } from "../machine-time.ts";
import { ClockRefused } from "./clock-refused.ts";
import { type EpollWait, epollWaitsOf } from "./epoll-waits.ts";
import { interruptWaits } from "./interrupt-waits.ts";
import { type ClockWords, patchVdso } from "./patch.ts";
import { ProcessMemory } from "./process-memory.ts";
import { RUNTIME_RULES, type Runtime, runtimeOf } from "./runtime.ts";
import { threadStatesOf } from "./threads.ts";
import { canBeTried, tryWaits } from "./wait-trial.ts";

/** Real milliseconds for which an interrupted wait is looked for. */
const TAKEN_UP_LIMIT_MS = 100;
/** Slack of a wait that was begun at an unknown moment; shorter steps say nothing about it. */
const TELLING_STEP_MS = 1000;
/** So many waits in a row that have not become shorter are no accident: one may be for a new timer, armed in that moment. */
const DEAF_WAITS = 5;

export interface ProcessClockOptions {
  /** Found out by the program when not given. */
  readonly runtime?: Runtime;
  /**
   * Milliseconds by which the wall clock alone is ahead of the machine's from the start; negative when the world's time is in
   * the past. Time since boot begins without a leap.
   */
  readonly wallStartMs?: number;
}

/**
 * Shifts the clock of a running process of this user that was not made for it: no preload, no debugger, no root. Opens it as
 * early as possible: what the process has read before is the machine's time. Processes that it starts, and programs that it
 * turns into (exec), have the machine's time again. Where it is not possible, `refused` says why in one sentence, and the
 * process is as it was.
 */
export async function openProcessClock(
  pid: number,
  { runtime = runtimeOf(pid), wallStartMs = 0 }: ProcessClockOptions = {},
): Promise<ProcessClock | { readonly refused: string }> {
  if (process.platform !== "linux") {
    return { refused: `the clock of a process can be shifted on Linux only, and this is ${process.platform}` };
  }
  // It would be stopped, and nobody would be there to let it go on.
  if (pid === process.pid) return { refused: `process ${pid} is this one, whose clock is the machine's` };
  if (machineTime.now() + wallStartMs < 0) return { refused: "a process cannot be shown a time before 1970" };
  let memory: ProcessMemory | undefined;
  try {
    await tryWaits(pid, runtime);
    memory = new ProcessMemory(pid);
    const { shiftedClocks } = RUNTIME_RULES[runtime];
    const words = await patchVdso(pid, memory, { wallStartNs: nanoseconds(wallStartMs), shiftedClocks });
    return new ProcessClock(pid, runtime, memory, words);
  } catch (error) {
    memory?.close();
    if (error instanceof ClockRefused) return { refused: error.message };
    throw error;
  }
}

/** The clock of one process. It runs on at the machine's speed and can be put forward, never back. */
export class ProcessClock {
  readonly pid: number;
  readonly runtime: Runtime;
  readonly #memory: ProcessMemory;
  readonly #words: ClockWords;
  #aheadMs = 0;
  #lost: string | undefined;
  #isConfirmed: boolean;
  #deafWaits = 0;

  /** Use `openProcessClock`. */
  constructor(pid: number, runtime: Runtime, memory: ProcessMemory, words: ClockWords) {
    this.pid = pid;
    this.runtime = runtime;
    this.#memory = memory;
    this.#words = words;
    this.#isConfirmed = canBeTried(runtime);
  }

  /** Milliseconds by which it has been put forward since it was opened. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Whether its timers follow (`virtual`), or only the time that it is told while its waits take real time. */
  get waits(): "virtual" | "real" {
    return RUNTIME_RULES[this.runtime].waits;
  }

  /** Why the clock follows no longer, in one sentence: the process has ended, runs another program, or waits in its own way. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** Whether waits were seen to follow the clock: in the trial of its interpreter, or one of its own. */
  get isConfirmed(): boolean {
    return this.#isConfirmed;
  }

  /**
   * Puts the clock forward and wakes the process, so that timers that are due now fire. All threads see the new time at once.
   * A smaller number than before changes nothing: a runtime whose time goes back may never wake again. A ticker that several
   * periods are due for ticks once: go in steps. Without `wake` timers notice at the next occasion.
   */
  async advanceTo(aheadMs: number, { wake = true }: { wake?: boolean } = {}): Promise<void> {
    if (!Number.isFinite(aheadMs)) throw new RangeError(`${aheadMs} is not a number of milliseconds`);
    if (this.#lost !== undefined || aheadMs <= this.#aheadMs) return;
    const stepMs = aheadMs - this.#aheadMs;
    const before = !wake || this.#isConfirmed || this.waits === "real" ? [] : epollWaitsOf(this.pid);
    this.#aheadMs = aheadMs;
    try {
      this.#write(this.#words.ahead, aheadMs);
      if (wake && this.waits === "virtual") await interruptWaits(this.pid);
    } catch (error) {
      if (!(error instanceof ClockRefused)) throw error;
      this.#lost = error.message;
      return;
    }
    await this.#confirm(before, stepMs);
  }

  /**
   * From now on its wall clocks stand still at this instant, milliseconds since the epoch, until the next call; a program is told
   * what the world's clock says, however long it works. They may go back: wall clocks do. Clocks since boot run on.
   */
  standAt(epochMs: number): void {
    if (!(epochMs > 0)) throw new RangeError(`${epochMs} is not an instant after 1970`);
    this.#stand(epochMs);
  }

  /** Its wall clocks run again, as if they had never stood still. */
  run(): void {
    this.#stand(0);
  }

  /** Whether the process runs the program whose clock was opened. */
  isStillThere(): boolean {
    if (this.#lost !== undefined) return false;
    try {
      this.#memory.read(this.#words.ahead, 8);
      return true;
    } catch (error) {
      if (!(error instanceof ClockRefused)) throw error;
      return false;
    }
  }

  #stand(epochMs: number): void {
    if (this.#lost !== undefined) return;
    try {
      this.#write(this.#words.standing, epochMs);
    } catch (error) {
      if (!(error instanceof ClockRefused)) throw error;
      this.#lost = error.message;
    }
  }

  /**
   * Milliseconds until the next timer of the process at the latest, as far as can be seen from outside; absent when it has none,
   * is at work, or waits in real time.
   */
  nextTimerMs(): number | undefined {
    if (this.waits === "real") return undefined;
    const waits = epollWaitsOf(this.pid).map(({ timeoutMs }) => timeoutMs);
    return waits.length === 0 ? undefined : Math.min(...waits);
  }

  /** Whether all its threads sleep: none works, or could and has no processor. */
  isAtRest(): boolean {
    return threadStatesOf(this.pid).every((state) => state !== "R" && state !== "D");
  }

  /** Leaves the process as it is, with the time that it has. */
  close(): void {
    this.#memory.close();
    this.#lost ??= "the clock was closed";
  }

  /** One aligned store: no thread sees half of it, so nobody has to stand still for it. */
  #write(address: number, ms: number): void {
    const word = Buffer.alloc(8);
    word.writeBigInt64LE(nanoseconds(ms));
    this.#memory.write(address, word);
  }

  /**
   * The trial of the waits of a program that nobody can start a second time just to look at it: a thread that was going to wait
   * for longer than the step must, once interrupted, wait for less by the step.
   */
  async #confirm(before: readonly EpollWait[], stepMs: number): Promise<void> {
    const telling = before.filter(({ timeoutMs }) => timeoutMs > stepMs + TELLING_STEP_MS);
    if (stepMs < TELLING_STEP_MS || telling.length === 0) return;
    const from = machineTime.monotonicMs();
    while (machineTime.monotonicMs() - from < TAKEN_UP_LIMIT_MS) {
      for (const { threadId, timeoutMs } of epollWaitsOf(this.pid)) {
        const old = telling.find((wait) => wait.threadId === threadId);
        if (old) return this.#judge(timeoutMs <= old.timeoutMs - stepMs + TELLING_STEP_MS);
      }
      await new Promise<void>((resolve) => machineTime.setImmediate(resolve));
    }
  }

  #judge(hasFollowed: boolean): void {
    this.#isConfirmed = hasFollowed;
    this.#deafWaits = hasFollowed ? 0 : this.#deafWaits + 1;
    if (this.#deafWaits < DEAF_WAITS) return;
    this.#lost = `the waits of process ${this.pid} do not follow its clock, although it is of runtime ${this.runtime}`;
  }
}

/** Upwards to whole microseconds, so that nobody finds less than what was promised in a clock that tells microseconds. */
function nanoseconds(ms: number): bigint {
  return BigInt(Math.ceil(ms * 1000)) * 1000n;
}
