import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";

/** A scratch directory as old as this was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/** Runs `work` with a new private directory inside the cache and removes it afterwards. */
export async function withScratchDirectory<T>(cache: string, work: (scratch: string) => T | Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache).filter((each) => each.startsWith("scratch-"))) {
    if (ageMs(join(cache, name)) > ABANDONED_MS) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const scratch = mkdtempSync(join(cache, "scratch-"));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Milliseconds since the last change; 0 when another process has removed the file meanwhile. */
export function ageMs(path: string): number {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : machineTime.now() - modified;
}
