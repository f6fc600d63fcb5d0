import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { EngineBinary, EngineOrigin } from "./engine.ts";
import { identifyBinary } from "./identify-binary.ts";
import { isExecutable } from "./installed-engine.ts";

/** Debian; Fedora; Alpine; MySQL's own archive. */
const PROGRAMS = ["usr/sbin", "usr/libexec", "usr/bin", "bin"].flatMap((directory) =>
  ["mariadbd", "mysqld"].map((name) => `${directory}/${name}`),
);
/** 10.11 of Debian and MySQL keep their messages in usr/share/mysql, all other MariaDB in usr/share/mariadb. */
const SHARES = ["usr/share/mariadb", "usr/share/mysql", "share"];
const PLUGINS = ["usr/lib/mysql/plugin", "usr/lib64/mariadb/plugin", "usr/lib/mariadb/plugin", "lib/plugin"];
/** In Debian's the name of the architecture follows. */
const LIBRARIES = ["usr/lib64", "lib64", "usr/lib", "lib"];

/** The server inside a directory of unpacked packages or an unpacked archive. Throws when it cannot run from there. */
export async function unpackedEngine(root: string, origin: EngineOrigin): Promise<EngineBinary> {
  const path = PROGRAMS.map((name) => join(root, name)).find(isExecutable);
  if (!path) throw new Error(`${root} holds no server`);
  const share = existing(root, SHARES).find((directory) => existsSync(join(directory, "english/errmsg.sys")));
  const [plugins] = existing(root, PLUGINS);
  const flags = [
    ...(share ? [`--lc-messages-dir=${share}`, `--character-sets-dir=${share}/charsets`] : []),
    ...(plugins ? [`--plugin-dir=${plugins}`] : []),
  ];
  return identifyBinary(path, origin, { environment: { LD_LIBRARY_PATH: libraries(root).join(":") }, flags });
}

function libraries(root: string): readonly string[] {
  const directories = existing(root, LIBRARIES);
  const ofDebian = directories.flatMap((directory) =>
    readdirSync(directory)
      .filter((name) => name.includes("-linux-"))
      .map((name) => join(directory, name)),
  );
  return [...ofDebian, ...directories];
}

function existing(root: string, directories: readonly string[]): readonly string[] {
  return directories.map((directory) => join(root, directory)).filter((directory) => existsSync(directory));
}
