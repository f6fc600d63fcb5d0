import { existsSync } from "node:fs";
import { join } from "node:path";
import { existing, unpackedLibraries } from "../../support/distribution/unpacked-libraries.ts";
import { isProgram } from "../../support/is-program.ts";
import type { EngineBinary, EngineOrigin } from "./engine.ts";
import { identifyBinary } from "./identify-binary.ts";

/** Debian; Fedora; Alpine; MySQL's own archive. */
const PROGRAMS = ["usr/sbin", "usr/libexec", "usr/bin", "bin"].flatMap((directory) =>
  ["mariadbd", "mysqld"].map((name) => `${directory}/${name}`),
);
/** 10.11 of Debian and MySQL keep their messages in usr/share/mysql, all other MariaDB in usr/share/mariadb. */
const SHARES = ["usr/share/mariadb", "usr/share/mysql", "share"];
const PLUGINS = ["usr/lib/mysql/plugin", "usr/lib64/mariadb/plugin", "usr/lib/mariadb/plugin", "lib/plugin"];

/** The server inside a directory of unpacked packages or an unpacked archive. Throws when it cannot run from there. */
export async function unpackedEngine(root: string, origin: EngineOrigin): Promise<EngineBinary> {
  const path = PROGRAMS.map((name) => join(root, name)).find(isProgram);
  if (!path) throw new Error(`${root} holds no server`);
  const share = existing(root, SHARES).find((directory) => existsSync(join(directory, "english/errmsg.sys")));
  const [plugins] = existing(root, PLUGINS);
  const flags = [
    ...(share ? [`--lc-messages-dir=${share}`, `--character-sets-dir=${share}/charsets`] : []),
    ...(plugins ? [`--plugin-dir=${plugins}`] : []),
  ];
  return identifyBinary(path, origin, { environment: { LD_LIBRARY_PATH: unpackedLibraries(root).join(":") }, flags });
}
