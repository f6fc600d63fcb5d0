import { accessSync, constants, readFileSync, type Stats, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UsageError } from "../../../support/usage-error.ts";

/** `where` names the key of the configuration, or the option, that the path stands at. */
export function fileAt(where: string, path: string): string {
  const stats = statsOf(where, path);
  if (stats.isDirectory()) throw new UsageError(`${where}: ${path} is a folder, and a file must be named here.`);
  return path;
}

export function fileOrFolderAt(where: string, path: string): "file" | "folder" {
  return statsOf(where, path).isDirectory() ? "folder" : "file";
}

/** The text of a file in UTF-8. */
export function textAt(where: string, path: string): string {
  try {
    return readFileSync(fileAt(where, path), "utf8");
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${where}: ${path} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}

/** A file that may be executed. */
export function executableAt(where: string, path: string): string {
  fileAt(where, path);
  if (isExecutable(path)) return path;
  throw new UsageError(`${where}: ${path} is not executable; say chmod +x ${path}.`);
}

/** A program by its bare name, as a shell would find it. */
export function programInPath(where: string, name: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  if (folders.some((folder) => isExecutable(join(folder, name)))) return name;
  throw new UsageError(
    `${where}: there is no program ${name} in PATH; write ./${name} for a file beside the configuration.`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function statsOf(where: string, path: string): Stats {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined) return stats;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : error;
    throw new UsageError(`${where}: ${path} cannot be read (${code}).`);
  }
  throw new UsageError(`${where}: ${path} does not exist.`);
}
