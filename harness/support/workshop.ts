import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** A workshop as old as this was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/** Runs `work` with a new directory inside the cache that nobody else uses and that is gone afterwards. */
export async function inWorkshop<T>(cache: string, work: (workshop: string) => T | Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  const workshop = mkdtempSync(join(cache, "workshop-"));
  try {
    // The new directory tells what time it is where the cache is kept, which may be another machine.
    const now = modifiedMs(workshop) ?? 0;
    for (const name of readdirSync(cache).filter((each) => each.startsWith("workshop-"))) {
      const modified = modifiedMs(join(cache, name)) ?? now;
      if (now - modified > ABANDONED_MS) rmSync(join(cache, name), { recursive: true, force: true });
    }
    return await work(workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** When a file was last changed; undefined for what another process has removed meanwhile. */
export function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
