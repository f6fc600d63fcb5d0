import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Turn {
  /** A file that exists while the work runs. */
  readonly lock: string;
  /** Waits a short time. */
  readonly wait: () => Promise<void>;
  /** Most waits. The lock only avoids doing the same work twice: after that many waits the work runs without it. */
  readonly longest: number;
}

/** Runs `work` while no other holder of the same lock does; `waited`: another one did before. */
export async function oneAtATime<T>(turn: Turn, work: (waited: boolean) => Promise<T>): Promise<T> {
  mkdirSync(dirname(turn.lock), { recursive: true });
  let taken = take(turn.lock);
  const waited = !taken;
  for (let times = 0; !taken && times < turn.longest; times++) {
    await turn.wait();
    taken = take(turn.lock);
  }
  try {
    return await work(waited);
  } finally {
    if (taken) rmSync(turn.lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (!isLeft(lock)) return false;
    rmSync(lock, { force: true });
    return take(lock);
  }
}

/** Whether its owner was killed. An empty lock is being written at this moment. */
function isLeft(lock: string): boolean {
  const pid = readOwner(lock);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

function readOwner(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}
