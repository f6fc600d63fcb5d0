import { homedir } from "node:os";
import { join } from "node:path";

/** Where unpacked servers and initialised data directories are kept between runs. */
export function engineCacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness", "database");
}
