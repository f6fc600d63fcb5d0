import { join } from "node:path";
import { cacheDirectory } from "../../support/cache-directory.ts";

/** Where V8's compiled code, Vitest's transformed modules and what stories reach are kept; safe to delete at any time. */
export function codeCacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  part: "compiled" | "transformed" | "reached",
): string {
  return join(cacheDirectory(environment, "code"), part);
}
