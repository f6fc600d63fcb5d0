import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runFileSchema } from "../../scenario/record/run-file.ts";
import { isAlive } from "../../support/process-identity.ts";

/** A file of this name in a run's folder keeps the run for ever. */
export const PIN = "pinned";

/** So many runs stay, when nobody says otherwise. */
export const KEPT_RUNS = 5;

/** Ids of the runs below `root`, the newest first. */
export function runIds(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d{8}-\d{6}-\d{3}[a-z]?$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .reverse();
}

/** Removes all but the newest `keep` runs; pinned ones and those that go on stay, and do not count. */
export function removeOldRuns(root: string, keep: number): void {
  const removable = runIds(root).filter((id) => !existsSync(join(root, id, PIN)) && !goesOn(join(root, id)));
  for (const id of removable.slice(Math.max(0, keep))) {
    try {
      rmSync(join(root, id), { recursive: true, force: true });
    } catch {
      // Another run removes it too, or somebody looks at it: the next run tries again.
    }
  }
}

function goesOn(folder: string): boolean {
  try {
    const { state, owner } = runFileSchema.parse(JSON.parse(readFileSync(join(folder, "run.json"), "utf8")));
    return state === "running" && owner.pid !== process.pid && isAlive(owner);
  } catch {
    // No whole run, so nothing of it goes on.
    return false;
  }
}
