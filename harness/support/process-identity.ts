import { readFileSync } from "node:fs";
import { join } from "node:path";

const PROC = "/proc";
/** Where the system does not tell when a process started. */
export const UNKNOWN_START = "0";

/** A process as the owner of something that outlives it: its id, and when it started, because ids are reused. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTicks: string;
}

/** This process as an owner; `isAlive` later detects its end. */
export function currentProcess(): ProcessIdentity {
  return { pid: process.pid, startTicks: startTicksOf(process.pid) ?? UNKNOWN_START };
}

/** Whether the owner still runs. `proc` is the directory where Linux lists its processes. */
export function isAlive(owner: ProcessIdentity, proc = PROC): boolean {
  // Without start times (macOS; no /proc) a reused id keeps a directory until that process ends too.
  if (owner.startTicks === UNKNOWN_START || startTicksOf(process.pid, proc) === undefined) return answers(owner.pid);
  return startTicksOf(owner.pid, proc) === owner.startTicks;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * When a running process started, in clock ticks since boot (fields 3 and 22 of Linux' /proc/PID/stat); absent
 * elsewhere.
 */
function startTicksOf(pid: number, proc = PROC): string | undefined {
  try {
    const stat = readFileSync(join(proc, String(pid), "stat"), "latin1");
    // The second field is the program's name in brackets and may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie has ended; only its exit status has not been read.
    return state === "Z" ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
