import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** A scratch directory as old as this was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/** Runs `work` with a new private directory inside the cache and removes it afterwards. */
export async function withScratchDirectory<T>(cache: string, work: (scratch: string) => T | Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, "scratch-"));
  try {
    // The new directory's time is the time of the cache's file system, which may be on another machine.
    const now = modifiedMs(scratch) ?? 0;
    for (const name of readdirSync(cache).filter((each) => each.startsWith("scratch-"))) {
      const modified = modifiedMs(join(cache, name)) ?? now;
      if (now - modified > ABANDONED_MS) rmSync(join(cache, name), { recursive: true, force: true });
    }
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** When a file was last changed; undefined when another process has removed it meanwhile. */
export function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
