import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder that the user has named, and those above it that are missing. Node's own `recursive` never ends where a folder is there
 * and takes no other: `/proc/x`.
 *
 * @throws what the file system throws.
 */
export function makeFolder(folder: string, { mode = 0o777 }: { readonly mode?: number } = {}): void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  // Refuses a file.
  if (missing.length === 0) mkdirSync(folder, { recursive: true });
  for (const one of missing) makeOne(one, mode);
}

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Somebody else was faster.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
