import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { EnvironmentError } from "./environment-error.ts";

/** Where results that are slow to make or to download are kept between runs. Safe to delete at any time. */
export function cacheDirectory(
  environment: Readonly<Record<string, string | undefined>>,
  purpose: "database" | "programs" | "bundles" | "conversions" | "videos" | "photos" | "code" | "packages",
): string {
  return join(cacheRoot(environment), purpose);
}

/**
 * Compiled code, pictures and a database server are kept there; a run without it is slow or ends half-way.
 *
 * @throws EnvironmentError when it cannot be written: a read-only home, a full disk.
 */
export function requireCache(environment: Readonly<Record<string, string | undefined>>): void {
  const root = cacheRoot(environment);
  try {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new EnvironmentError(
      `The cache folder ${root} cannot be written (${code}). Type: export XDG_CACHE_HOME=DIR, a folder that can be.`,
    );
  }
}

function cacheRoot(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "toq-media-harness");
}
