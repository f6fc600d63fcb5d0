import { accessSync, constants, existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { EnvironmentError } from "./environment-error.ts";
import { makeFolder } from "./make-folder.ts";
import { reasonOf } from "./reason.ts";

/**
 * Looks, before long work begins, whether its report can be written; makes the folder.
 *
 * @throws EnvironmentError with the option that names another place.
 */
export function requireWritable(option: string, path: string): void {
  try {
    makeFolder(dirname(path));
    if (existsSync(path)) {
      if (statSync(path).isDirectory()) throw new Error("it is a folder");
      accessSync(path, constants.W_OK);
      return;
    }
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(option, path, error);
  }
}

/**
 * Writes a report whole or not at all.
 *
 * @throws EnvironmentError with the option that names another place.
 */
export function writeReportFile(option: string, path: string, text: string): void {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    makeFolder(dirname(path));
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unwritable(option, path, error);
  }
}

function unwritable(option: string, path: string, error: unknown): EnvironmentError {
  return new EnvironmentError(
    `--${option}: the report cannot be written to ${path} (${reasonOf(error)}). Name another file, or mend its folder.`,
    { cause: error },
  );
}
