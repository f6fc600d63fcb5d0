import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../../../support/usage-error.ts";

const NAMES = ["harness.config.ts", "harness.config.mts", "harness.config.js", "harness.config.mjs"];

/**
 * The configuration that `--config` names, else the one in `folder`, else undefined.
 *
 * @throws UsageError when the named file does not exist, or the folder holds several.
 */
export function findConfigFile(named: string | undefined, folder: string): string | undefined {
  if (named !== undefined) return namedFile(resolve(folder, named));
  const found = NAMES.map((name) => join(folder, name)).filter(isFile);
  if (found.length > 1) {
    const names = NAMES.filter((name) => found.includes(join(folder, name)));
    throw new UsageError(`${folder} holds ${names.join(" and ")}: say which with --config, or remove one.`);
  }
  return found[0];
}

function namedFile(path: string): string {
  if (isFile(path)) return path;
  const inside = NAMES.find((name) => isFile(join(path, name)));
  if (inside !== undefined) return join(path, inside);
  throw new UsageError(
    `--config: there is no file ${path}. It should be a ${NAMES[0]} (or .mts, .js, .mjs), or a folder with one.`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
