import { homedir } from "node:os";
import { join } from "node:path";

/** Raised when a generated photo changes, so that old files are not taken for new ones. */
const GENERATION = 2;

type Environment = Readonly<Record<string, string | undefined>>;

/** `${XDG_CACHE_HOME:-~/.cache}/toq-media-harness/photos/`; safe to delete at any time. */
export function photoCacheDirectory(environment: Environment): string {
  const caches = environment.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(caches, "toq-media-harness", "photos", `v${GENERATION}`);
}
