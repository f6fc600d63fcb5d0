import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";

/** A workshop as old as this was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/** Runs `work` with a new directory inside the cache that nobody else uses and that is gone afterwards. */
export async function inWorkshop<T>(cache: string, work: (workshop: string) => T | Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache).filter((each) => each.startsWith("workshop-"))) {
    if (ageMs(join(cache, name)) > ABANDONED_MS) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const workshop = mkdtempSync(join(cache, "workshop-"));
  try {
    return await work(workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Since the last change; 0 for what another process has removed meanwhile. */
export function ageMs(path: string): number {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : machineTime.now() - modified;
}
