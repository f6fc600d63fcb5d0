import { join } from "node:path";
import { cacheDirectory } from "../../support/cache-directory.ts";

/** Where V8's compiled code and Vitest's transformed modules are kept between runs; safe to delete at any time. */
export function codeCacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  part: "compiled" | "transformed",
): string {
  return join(cacheDirectory(environment, "code"), part);
}
