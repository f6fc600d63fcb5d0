import { statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import type { Reloaded } from "./watch-sources.ts";

/** A file that is taken up again when it is built anew. */
export interface OwnFile {
  readonly path: string;
  readonly reload: Reloaded;
}

/** What a system of the user's own is started with: programs and the files that their commands name, packages, definitions. */
export function ownFiles(foreign: ForeignSystem): readonly OwnFile[] {
  const folder = dirname(foreign.configPath);
  const files = new Map<string, Reloaded>();
  const add = (paths: readonly string[], reload: Reloaded): void => {
    for (const path of paths) files.set(path, reload);
  };
  if (foreign.server) add(filesOfCommand(foreign.server.command, folder), "server");
  for (const { code } of Object.values(foreign.lambdas)) {
    if (code.kind === "command") add(filesOfCommand(code.command, folder), "functions");
    else add([isFolder(code.path) ? join(code.path, "bootstrap") : code.path], "functions");
  }
  add(
    Object.values(foreign.stateMachines).filter((path) => path !== undefined),
    "functions",
  );
  return [...files].map(([path, reload]) => ({ path, reload }));
}

/** Not all that lies in PATH: nobody builds `node` anew. */
function filesOfCommand(command: readonly string[], folder: string): string[] {
  const own = command.map((word) => word.replaceAll(/\{\{\s*config\.directory\s*\}\}/g, folder));
  return own.filter((path, index) => isAbsolute(path) && isFile(path) && (index > 0 || !isInPath(path)));
}

function isInPath(path: string): boolean {
  return (process.env.PATH ?? "").split(":").includes(dirname(path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
