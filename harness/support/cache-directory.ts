import { homedir } from "node:os";
import { join } from "node:path";

/** Where results that are slow to make or to download are kept between runs. Safe to delete at any time. */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  purpose: "database" | "programs" | "bundles" | "conversions" | "videos" | "photos" | "code",
): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness", purpose);
}
