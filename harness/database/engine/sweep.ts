import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { isAlive } from "../../support/process-identity.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineSearch } from "./engine.ts";
import { engineParents, ownerOf } from "./engine-directory.ts";
import { reasonOf } from "./reason.ts";

/** A cache may be shared with machines whose processes are not visible here; no download takes longer than this. */
const CACHE_AGE_MS = 3_600_000;

/** Ends servers and removes directories whose owner is gone, so that the next run cleans up after a killed one. */
export function sweepDeadEngines({ environment, onProgress }: EngineSearch): void {
  for (const parent of engineParents()) sweep(parent, 0, onProgress);
  sweep(engineCacheDirectory(environment), CACHE_AGE_MS, onProgress);
}

function sweep(parent: string, minimumAgeMs: number, onProgress: (text: string) => void): void {
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const owner = ownerOf(name);
    if (!owner || isAlive(owner)) continue;
    const directory = join(parent, name);
    try {
      const { uid, mtimeMs } = statSync(directory);
      if (uid !== process.getuid?.() || machineTime.now() - mtimeMs < minimumAgeMs) continue;
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

/** Command line of a process; empty when there is none. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
