import { join } from "node:path";
import { cacheDirectory } from "../../support/cache-directory.ts";

/** Raised when a generated photo changes, so that old files are not taken for new ones. */
const GENERATION = 2;

/** A folder of its own for each generation; safe to delete at any time. */
export function photoCacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  return join(cacheDirectory(environment, "photos"), `v${GENERATION}`);
}
