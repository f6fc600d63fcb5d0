import { AdjustableClock } from "../../../clock/adjustable-clock.ts";
import type { Clock } from "../../../clock/clock.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { groupMembers } from "../../../clock/process/group-work.ts";
import { openProcessClock, type ProcessClock } from "../../../clock/process/process-clock.ts";
import { processesOnPort } from "../../../clock/process/processes-on-port.ts";
import { runtimeOf } from "../../../clock/process/runtime.ts";
import { stopAtExec } from "../../../clock/process/stop-at-exec.ts";

/** Leaps of clocks since boot that a process is woken for; a timer that is due sooner notices by itself. */
const TOLD_MS = 100;

/** The clock of one process, and the two instants at which it was last told the time. */
interface Followed {
  readonly clock: ProcessClock;
  worldMs: number;
  machineMs: number;
}

/**
 * The world's time in the processes of one sandbox. In virtual time their wall clocks stand at the instant at which the world's
 * stands while they work, so that what they write down (a signature, a callback, a log line) agrees with it however slow the
 * machine is; clocks since boot run on, and leap when the world's time has gone on, so that their timers follow. With a clock that
 * is put forward by hand both run, ahead of the machine's.
 */
export class SandboxClock {
  readonly #world: Clock;
  readonly #followed = new Map<number, Followed>();
  /** Of the process group when its first invocation was asked for; what comes later was started for an invocation. */
  #members: ReadonlySet<number> = new Set();
  #groupId = 0;
  #refused: string | undefined;

  private constructor(world: Clock) {
    this.#world = world;
  }

  /** Absent where processes have the world's time anyway. */
  static for(world: Clock): SandboxClock | undefined {
    if (process.platform !== "linux") return undefined;
    return world.kind === "virtual" || world instanceof AdjustableClock ? new SandboxClock(world) : undefined;
  }

  /** Why a process has the machine's time, in one sentence. */
  get refused(): string | undefined {
    return this.#refused;
  }

  /** Whether at least one process has the world's time. */
  get isFollowed(): boolean {
    return [...this.#followed.values()].some(({ clock }) => clock.lost === undefined);
  }

  /**
   * Lets a held launch begin, and gives the program its time before it has read the machine's. When the program was faster, and
   * there may be another attempt (`mayFail`), it is left standing still, and the result is false.
   */
  async holdStart(launchedPid: number, { mayFail }: { mayFail: boolean }): Promise<boolean> {
    const stopped = await stopAtExec(launchedPid);
    if (!stopped) return true;
    if (stopped.hasBegun && mayFail) return false;
    try {
      // What is refused now may be a wrapper; what asks for an invocation is looked at again.
      await this.#open(launchedPid);
    } finally {
      stopped.letGo();
    }
    return true;
  }

  /** The processes that ask for invocations at this port, unless they have the time already. */
  async follow(launchedPid: number, port: number): Promise<void> {
    this.#groupId = launchedPid;
    for (const pid of processesOnPort(launchedPid, port)) {
      this.#refused = await this.#open(pid);
      if (this.#refused !== undefined) break;
    }
    this.#members = new Set(groupMembers(launchedPid));
    await this.tellTime();
  }

  /** Tells the processes what time it is in the world. Real work; `wake`: timers that are due by now shall fire at once. */
  async tellTime({ wake = true }: { wake?: boolean } = {}): Promise<void> {
    const nowMs = this.#world.now();
    const machineNowMs = machineTime.now();
    const telling = [...this.#followed.values()].map((followed) => {
      const { clock, worldMs, machineMs } = followed;
      if (this.#world.kind === "virtual") clock.standAt(nowMs);
      // What it has worked before is no part of a wait that began afterwards.
      const leapMs = Math.max(0, nowMs - worldMs - (machineNowMs - machineMs));
      Object.assign(followed, { worldMs: nowMs, machineMs: machineNowMs });
      return clock.advanceTo(clock.aheadMs + leapMs, { wake: wake && leapMs >= TOLD_MS });
    });
    await Promise.all(telling);
  }

  /** Lets wall clocks run on from where they are: a program that waits in a loop for them would do so for ever. */
  letRun(): void {
    if (!this.#hasStartedOthers()) for (const { clock } of this.#followed.values()) clock.run();
  }

  /**
   * Milliseconds until the next timer that the processes themselves wait for. Absent when that cannot be seen, and while a program
   * that they have started is there: it waits in real time, and they for it.
   */
  nextTimerMs(): number | undefined {
    const clocks = [...this.#followed.values()].flatMap(({ clock }) => (clock.lost === undefined ? [clock] : []));
    if (clocks.length === 0 || this.#hasStartedOthers() || !clocks.every((clock) => clock.isAtRest())) return undefined;
    const timers = clocks.flatMap((clock) => clock.nextTimerMs() ?? []);
    return timers.length === 0 ? undefined : Math.min(...timers);
  }

  close(): void {
    for (const { clock } of this.#followed.values()) clock.close();
    this.#followed.clear();
  }

  #hasStartedOthers(): boolean {
    return groupMembers(this.#groupId).some((pid) => !this.#members.has(pid));
  }

  async #open(pid: number): Promise<string | undefined> {
    const known = this.#followed.get(pid);
    // `env` turns into what it is told to run, and that has a clock of its own.
    if (known?.clock.isStillThere()) return undefined;
    known?.clock.close();
    this.#followed.delete(pid);
    // Programs of Node load follow-clock.ts there, which puts their clocks forward already.
    if (this.#world.kind === "real" && runtimeOf(pid) === "node") return undefined;
    const [worldMs, machineMs] = [this.#world.now(), machineTime.now()];
    const clock = await openProcessClock(pid, { wallStartMs: worldMs - machineMs });
    if ("refused" in clock) return clock.refused;
    if (this.#world.kind === "virtual") clock.standAt(worldMs);
    this.#followed.set(pid, { clock, worldMs, machineMs });
    return undefined;
  }
}
