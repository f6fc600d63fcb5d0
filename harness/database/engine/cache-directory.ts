import { cacheDirectory } from "../../support/cache-directory.ts";

/** Where unpacked servers and initialised data directories are kept between runs. */
export function engineCacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  return cacheDirectory(environment, "database");
}
