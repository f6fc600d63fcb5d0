import type { AdjustableClock } from "../../clock/adjustable-clock.ts";
import { openProcessClock, type ProcessClock } from "../../clock/process/process-clock.ts";
import { processesOnPort } from "../../clock/process/processes-on-port.ts";
import { stopAtExec } from "../../clock/process/stop-at-exec.ts";

interface Followed {
  readonly clock: ProcessClock;
  /** By how much the run's clock was ahead when this one was opened. */
  readonly openedAheadMs: number;
}

/** Clocks of programs that know nothing of the run's clock: they run on beside the machine's, and are put forward with the run's. */
export class FollowedClocks {
  readonly #clock: AdjustableClock;
  readonly #followed = new Map<number, Followed>();

  constructor(clock: AdjustableClock) {
    this.#clock = clock;
  }

  /** Lets a held launch begin, with its time from the first instruction on. */
  async holdStart(launchedPid: number): Promise<void> {
    const stopped = await stopAtExec(launchedPid);
    if (!stopped) return;
    try {
      // What is refused now may be a wrapper; what serves in the end is looked at again.
      await this.#open(launchedPid);
    } finally {
      stopped.letGo();
    }
  }

  /** The processes that a launched program runs on a port. Why one keeps the machine's time, in a sentence. */
  async follow(launchedPid: number, port: number): Promise<string | undefined> {
    for (const pid of processesOnPort(launchedPid, port)) {
      const refused = await this.#open(pid);
      if (refused !== undefined) return refused;
    }
    await this.catchUp();
    return undefined;
  }

  /** Puts all forward by as much as the run's clock has been. Those that have ended are forgotten. */
  async catchUp(): Promise<void> {
    for (const [pid, { clock, openedAheadMs }] of this.#followed) {
      await clock.advanceTo(this.#clock.aheadMs - openedAheadMs, { wake: true });
      if (clock.lost !== undefined) this.#forget(pid);
    }
  }

  /** They keep the time that they have. */
  close(): void {
    for (const pid of this.#followed.keys()) this.#forget(pid);
  }

  async #open(pid: number): Promise<string | undefined> {
    if (this.#followed.get(pid)?.clock.isStillThere()) return undefined;
    this.#forget(pid);
    const openedAheadMs = this.#clock.aheadMs;
    const clock = await openProcessClock(pid, { wallStartMs: openedAheadMs });
    if ("refused" in clock) return clock.refused;
    this.#followed.set(pid, { clock, openedAheadMs });
    return undefined;
  }

  #forget(pid: number): void {
    this.#followed.get(pid)?.clock.close();
    this.#followed.delete(pid);
  }
}
