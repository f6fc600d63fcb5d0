import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EnvironmentError } from "../../support/environment-error.ts";
import { makeFolder } from "../../support/make-folder.ts";
import { reasonOf } from "../../support/reason.ts";

/**
 * Writes a file whole or not at all, with the folders that it needs.
 *
 * @throws EnvironmentError that names the file and what to do.
 */
export function writeWhole(path: string, content: string, option: string): void {
  const partial = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(path));
    writeFileSync(partial, content);
    renameSync(partial, path);
  } catch (error) {
    if (existsSync(partial)) rmSync(partial, { force: true });
    throw new EnvironmentError(`${path} cannot be written (${reasonOf(error)}). Name another file: --${option} FILE`);
  }
}
