import { basename } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import type { ForeignPace, PacedProcess, PaceReport } from "../../clock/process/foreign-pace.ts";
import { GroupWork } from "../../clock/process/group-work.ts";
import { openProcessClock, type ProcessClock } from "../../clock/process/process-clock.ts";
import { processesOnPort, workersOf } from "../../clock/process/processes-on-port.ts";
import { programOf } from "../../clock/process/runtime.ts";
import { stopAtExec } from "../../clock/process/stop-at-exec.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";

/** An answer dated within so much of the machine's time, and further from the world's, was dated by the machine's clock. */
const DATED_BY_MACHINE_MS = 60_000;
const FAR_APART_MS = 5 * DATED_BY_MACHINE_MS;

interface Followed {
  readonly clock: ProcessClock;
  readonly paced: PacedProcess;
}

/** The processes of a world whose clocks follow the world's. */
export class FollowedProcesses {
  readonly #pace: ForeignPace;
  readonly #followed = new Map<number, Followed>();
  readonly #realWaits = new Set<string>();

  constructor(pace: ForeignPace) {
    this.#pace = pace;
  }

  /** Programs that see the world's time and wait in the machine's. */
  get realWaits(): PaceReport["realWaits"] {
    return [...this.#realWaits];
  }

  /** Lets a held launch begin, and gives the program the world's time from its first instruction on. */
  async followEarly(launchedPid: number): Promise<void> {
    const stopped = await stopAtExec(launchedPid);
    if (!stopped) return;
    try {
      // What is refused now may be a wrapper; what serves in the end is looked at again.
      await this.#open(launchedPid, launchedPid);
    } finally {
      stopped.letGo();
    }
  }

  /** Those that serve at the port, and those to which they hand over connections. Throws NotOnThisBackend. */
  async follow(launchedPid: number, port: number): Promise<void> {
    const serving = processesOnPort(launchedPid, port);
    for (const pid of serving) this.#mayWait(pid, await this.#open(pid, launchedPid));
    for (const pid of workersOf(serving)) {
      if (!serving.includes(pid)) this.#mayWait(pid, await this.#open(pid, launchedPid, { mayEnd: true }));
    }
    // A wrapper (`env`, `npm`) that has turned into another program and does not serve has no part in the world.
    for (const [pid, { clock }] of this.#followed) {
      if (!serving.includes(pid) && !clock.isStillThere()) this.#letGo(pid);
    }
  }

  /** What a server's answer tells of its clock. Throws NotOnThisBackend when that is the machine's. */
  requireWorldTime({ date = "" }: Readonly<Record<string, string>>): void {
    const datedMs = Date.parse(date);
    const nowMs = machineTime.now();
    const theirsMs = nowMs + this.#pace.wallStartMs;
    if (!(Math.abs(datedMs - nowMs) < DATED_BY_MACHINE_MS && Math.abs(datedMs - theirsMs) > FAR_APART_MS)) return;
    const said = new Date(datedMs).toISOString();
    throw new NotOnThisBackend(
      `needs virtual time: the server keeps the machine's (it dates an answer ${said} at ${new Date(theirsMs).toISOString()}): ` +
        "it asks the kernel for the time by itself, or what answers was started after it was ready",
    );
  }

  close(): void {
    for (const pid of this.#followed.keys()) this.#letGo(pid);
  }

  /** `mayEnd`: that it has gone says nothing. Why its clock stays the machine's, in one sentence. */
  async #open(pid: number, launchedPid: number, { mayEnd = false } = {}): Promise<string | undefined> {
    if (this.#followed.get(pid)?.clock.isStillThere()) return undefined;
    // `env` turns into what it is told to run, and that has a clock of its own.
    this.#letGo(pid);
    const { wallStartMs } = this.#pace;
    const clock = await openProcessClock(pid, { wallStartMs });
    if ("refused" in clock) return clock.refused;
    const group = new GroupWork(launchedPid);
    const paced: PacedProcess = {
      get lost() {
        return mayEnd ? undefined : clock.lost;
      },
      advanceTo: (aheadMs, options) => clock.advanceTo(aheadMs, options),
      nextTimerMs: () => (clock.lost === undefined ? clock.nextTimerMs() : undefined),
      isAtRest: () => clock.isAtRest(),
      hasWorkingChildren: () => group.hasWorked() === true,
    };
    this.#followed.set(pid, { clock, paced });
    await this.#pace.add(paced, wallStartMs);
    return undefined;
  }

  #mayWait(pid: number, refused: string | undefined): void {
    if (refused !== undefined) throw new NotOnThisBackend(`needs virtual time: ${refused}`);
    const followed = this.#followed.get(pid);
    const program = programOf(pid);
    if (followed?.clock.waits === "real" && program !== undefined) this.#realWaits.add(basename(program));
  }

  #letGo(pid: number): void {
    const followed = this.#followed.get(pid);
    if (!followed) return;
    // What is closed on purpose is not lost.
    this.#pace.remove(followed.paced);
    followed.clock.close();
    this.#followed.delete(pid);
  }
}
