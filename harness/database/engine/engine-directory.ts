import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
const PREFIX = "toq-db-";
/** 20 MB for the server and 0.9 MB per world; containers give 64 MB of memory by default, which 60 worlds exhaust. */
const ROOM_BYTES = 300 << 20;

/** Process that owns a directory: its id, and when it started, because ids are reused. */
export interface DirectoryOwner {
  readonly pid: number;
  readonly startTicks: string;
}

export function engineParents(): string[] {
  return [...new Set([MEMORY, tmpdir()])];
}

/** A private directory for one server, in memory when there is room. Throws when neither place can be written. */
export function makeEngineDirectory(memory = MEMORY, otherwise = tmpdir()): string {
  const directory = makeOwnedDirectory(hasRoom(memory) ? memory : otherwise);
  mkdirSync(join(directory, "data"));
  return directory;
}

/**
 * A private directory whose name says which process owns it, so that it can be removed after that process has ended.
 */
export function makeOwnedDirectory(parent: string): string {
  const { pid, startTicks } = currentProcess();
  const directory = mkdtempSync(join(parent, `${PREFIX}${pid}-${startTicks}-`));
  chmodSync(directory, 0o700);
  return directory;
}

export function ownerOf(name: string): DirectoryOwner | undefined {
  const match = /^toq-db-(\d+)-(\d+)-/.exec(name);
  return match ? { pid: Number(match[1]), startTicks: match[2] ?? "0" } : undefined;
}

/** This process as an owner; `isAlive` later detects its end. */
export function currentProcess(): DirectoryOwner {
  return { pid: process.pid, startTicks: startTicksOf(process.pid) ?? "0" };
}

export function isAlive(owner: DirectoryOwner): boolean {
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

function hasRoom(directory: string): boolean {
  try {
    if (!statSync(directory).isDirectory()) return false;
    accessSync(directory, constants.W_OK);
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
