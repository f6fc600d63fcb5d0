import { homedir } from "node:os";
import { join } from "node:path";

/** Where this user's machine keeps between runs what is slow to make or to download. Nobody misses it when it is deleted. */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  purpose: "database" | "programs" | "bundles" | "conversions" | "videos" | "photos" | "code",
): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness", purpose);
}
