import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { EngineBinary, EngineOrigin } from "./engine.ts";
import { identifyBinary } from "./identify-binary.ts";
import { isExecutable } from "./installed-engine.ts";

/** The server inside a directory into which Debian packages were unpacked. Throws when it cannot run from there. */
export async function unpackedEngine(root: string, origin: EngineOrigin): Promise<EngineBinary> {
  const path = ["mariadbd", "mysqld"].map((name) => join(root, "usr/sbin", name)).find(isExecutable);
  if (!path) throw new Error(`${root} holds no server`);
  const libraries = ["usr/lib", "lib"]
    .map((directory) => join(root, directory))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => readdirSync(directory).map((name) => join(directory, name)))
    .filter((directory) => directory.includes("-linux-"));
  // 10.11 and MySQL keep their messages in usr/share/mysql, MariaDB 11.8 in usr/share/mariadb.
  const share = ["usr/share/mariadb", "usr/share/mysql"]
    .map((directory) => join(root, directory))
    .find((directory) => existsSync(join(directory, "english/errmsg.sys")));
  const plugins = join(root, "usr/lib/mysql/plugin");
  const flags = [
    ...(share ? [`--lc-messages-dir=${share}`, `--character-sets-dir=${share}/charsets`] : []),
    ...(existsSync(plugins) ? [`--plugin-dir=${plugins}`] : []),
  ];
  return identifyBinary(path, origin, { environment: { LD_LIBRARY_PATH: libraries.join(":") }, flags });
}
