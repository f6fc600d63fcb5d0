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
  return fileIn(folder);
}

function namedFile(path: string): string {
  const found = isFile(path) ? path : fileIn(path);
  if (found !== undefined) return found;
  throw new UsageError(
    `--config: there is no file ${path}. It should be a ${NAMES[0]} (or .mts, .js, .mjs), or a folder with one.`,
  );
}

function fileIn(folder: string): string | undefined {
  const [found, ...more] = NAMES.filter((name) => isFile(join(folder, name)));
  if (more.length > 0) {
    const names = [found, ...more].join(" and ");
    throw new UsageError(`${folder} holds ${names}: say which with --config, or remove one.`);
  }
  return found === undefined ? undefined : join(folder, found);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
