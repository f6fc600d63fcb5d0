import { homedir } from "node:os";
import { join } from "node:path";

/** Where V8's compiled code and Vitest's transformed modules are kept between runs; safe to delete at any time. */
export function codeCacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  part: "compiled" | "transformed",
): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness", "code", part);
}
