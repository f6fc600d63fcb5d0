import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentError } from "../../support/environment-error.ts";
import { modifiedMs, withScratchDirectory } from "../../support/scratch-directory.ts";

/** Bundles of one function in the cache: enough to go back and forth between two or three branches. */
const CACHED_PER_FUNCTION = 4;

/** The bundle of an earlier run; undefined when there is none. */
export function readCachedBundle(cache: string, file: string): Buffer | undefined {
  try {
    return readFileSync(join(cache, file));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw cannotUse(cache, error);
  }
}

/**
 * Stores a bundle for later runs and removes the oldest of the same function (`prefix`). Another process that stores
 * the same bundle at the same time does no harm: files appear whole.
 */
export async function cacheBundle(cache: string, prefix: string, file: string, content: Buffer): Promise<void> {
  try {
    await withScratchDirectory(cache, (scratch) => {
      writeFileSync(join(scratch, file), content, { flush: true });
      renameSync(join(scratch, file), join(cache, file));
    });
    const kept = readdirSync(cache)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ path: join(cache, name), modified: modifiedMs(join(cache, name)) ?? Infinity }))
      .sort((a, b) => b.modified - a.modified);
    for (const { path } of kept.slice(CACHED_PER_FUNCTION)) rmSync(path, { force: true });
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
