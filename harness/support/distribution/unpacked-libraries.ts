import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** In Debian's the name of the architecture follows. */
const LIBRARIES = ["usr/lib64", "lib64", "usr/lib", "lib"];

/** Where unpacked packages have their libraries, for LD_LIBRARY_PATH. */
export function unpackedLibraries(root: string): readonly string[] {
  const directories = existing(root, LIBRARIES);
  const ofDebian = directories.flatMap((directory) =>
    readdirSync(directory)
      .filter((name) => name.includes("-linux-"))
      .map((name) => join(directory, name)),
  );
  return [...ofDebian, ...directories];
}

/** Those of the directories below `root` that are there. */
export function existing(root: string, directories: readonly string[]): readonly string[] {
  return directories.map((directory) => join(root, directory)).filter((directory) => existsSync(directory));
}
