import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { currentProcess, isAlive } from "../../support/process-identity.ts";
import { reasonOf } from "../../support/reason.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineSearch } from "./engine.ts";
import { engineParents, ownerOf } from "./engine-directory.ts";

/** A cache may be shared with machines whose processes are not visible here; no download takes longer than this. */
const CACHE_AGE_MS = 3_600_000;

/** What a sweep looks at. */
export interface Sweep {
  readonly parents: readonly string[];
  /** User whose directories are removed; undefined where users have no numbers (Windows): then all with our names. */
  readonly uid: number | undefined;
}

/** Ends servers and removes directories whose owner is gone, so that the next run cleans up after a killed one. */
export function sweepDeadEngines(
  { environment, onProgress }: EngineSearch,
  { parents, uid }: Sweep = { parents: engineParents(), uid: process.getuid?.() },
): void {
  for (const parent of parents) sweep(parent, { uid, minimumAgeMs: 0, onProgress });
  sweep(engineCacheDirectory(environment), { uid, minimumAgeMs: CACHE_AGE_MS, onProgress });
}

/**
 * Ends the servers of this process, those that its other threads have started too, and removes their directories: when a process
 * exits, its other threads do nothing more. Call it when this one does.
 */
export function endOwnEngines(parents: readonly string[] = engineParents()): void {
  const { pid, startTicks } = currentProcess();
  for (const parent of parents.filter((each) => existsSync(each))) {
    for (const name of readdirSync(parent)) {
      const owner = ownerOf(name);
      if (owner?.pid !== pid || owner.startTicks !== startTicks) continue;
      endOrphan(join(parent, name));
      rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

interface Rules {
  readonly uid: number | undefined;
  readonly minimumAgeMs: number;
  readonly onProgress: (text: string) => void;
}

function sweep(parent: string, { uid, minimumAgeMs, onProgress }: Rules): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const owner = ownerOf(name);
    if (!owner || isAlive(owner)) continue;
    const directory = join(parent, name);
    try {
      const { uid: ownerUid, mtimeMs } = statSync(directory);
      if (uid !== undefined && ownerUid !== uid) continue;
      // Times of files are finer than the clock's, so a directory of this millisecond may seem to come from the future.
      if (Math.ceil(machineTime.now() - mtimeMs) < minimumAgeMs) continue;
      endOrphan(directory);
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      // Another run may be sweeping too; the next sweep removes the rest.
      if (existsSync(directory)) onProgress(`left behind by a killed run: ${directory} (${reasonOf(error)})`);
    }
  }
}

function endOrphan(directory: string): void {
  const pidFile = join(directory, "server-pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  // The id may belong to another program by now; our server has its directory in its arguments.
  if (!Number.isInteger(pid) || !commandOf(pid).includes(`--datadir=${directory}/data`)) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Command line of a process; empty when there is none. `proc` is the directory where Linux lists its processes. */
export function commandOf(pid: number, proc = "/proc"): string {
  try {
    if (existsSync(join(proc, String(process.pid)))) return readFileSync(join(proc, String(pid), "cmdline"), "utf8");
    // Without -ww macOS cuts the line at 80 columns, before the directory that we look for.
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
