import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../../support/environment-error.ts";
import { inWorkshop, modifiedMs } from "../../support/workshop.ts";

/** Bundles of one function that are kept: enough to go back and forth between two or three branches. */
const KEPT = 4;

/** The bundle that an earlier run kept, if it did. */
export function readKept(cache: string, file: string): Buffer | undefined {
  try {
    return readFileSync(join(cache, file));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw cannotUse(cache, error);
  }
}

/**
 * Keeps a bundle for later runs and forgets the oldest of the same function (`prefix`). Another process that keeps the
 * same bundle at the same time does no harm: files appear whole.
 */
export async function keep(cache: string, prefix: string, file: string, content: Buffer): Promise<void> {
  try {
    await inWorkshop(cache, (workshop) => {
      writeFileSync(join(workshop, file), content, { flush: true });
      renameSync(join(workshop, file), join(cache, file));
    });
    const kept = readdirSync(cache)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ path: join(cache, name), modified: modifiedMs(join(cache, name)) ?? Infinity }))
      .sort((a, b) => b.modified - a.modified);
    for (const { path } of kept.slice(KEPT)) rmSync(path, { force: true });
  } catch (error) {
    throw cannotUse(cache, error);
  }
}

function cannotUse(cache: string, error: unknown): EnvironmentError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EnvironmentError(
    `Bundles cannot be kept in ${cache} (${reason}); make it writable or set XDG_CACHE_HOME to a directory that is.`,
  );
}
