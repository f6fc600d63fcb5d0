import { readFileSync } from "node:fs";

/** A process as the owner of something that outlives it: its id, and when it started, because ids are reused. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTicks: string;
}

/** This process as an owner; `isAlive` later detects its end. */
export function currentProcess(): ProcessIdentity {
  return { pid: process.pid, startTicks: startTicksOf(process.pid) ?? "0" };
}

export function isAlive(owner: ProcessIdentity): boolean {
  const ticks = startTicksOf(owner.pid);
  if (ticks !== undefined) return ticks === owner.startTicks;
  if (process.platform === "linux") return false;
  try {
    process.kill(owner.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * When a running process started, in clock ticks since boot (fields 3 and 22 of Linux' /proc/PID/stat); absent
 * elsewhere.
 */
function startTicksOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in brackets and may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its exit status has not been read.
    return state === "Z" ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
