import { realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isProgram } from "../../support/is-program.ts";
import { reasonOf } from "../../support/reason.ts";
import type { EngineBinary, EngineLink } from "./engine.ts";
import { identifyBinary } from "./identify-binary.ts";

/** Ordinary users often lack `/usr/sbin` in their PATH, and Homebrew keeps versioned formulas out of it. */
const USUAL_PLACES = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/usr/libexec",
  "/usr/local/mysql/bin",
  "/opt/homebrew/opt/mysql@8.4/bin",
  "/opt/homebrew/opt/mysql/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mysql@8.4/bin",
  "/usr/local/opt/mysql/bin",
  "/usr/local/opt/mariadb/bin",
];

/** A server that is installed: MySQL, which production runs, before MariaDB. */
export const installedEngine: EngineLink = {
  origin: "PATH",
  title: "mysqld or mariadbd on PATH and in the usual places",

  async find({ environment }) {
    const directories = [...(environment.PATH ?? "").split(delimiter).filter(Boolean), ...USUAL_PLACES];
    const found: EngineBinary[] = [];
    const refused: string[] = [];
    // Debian's mysqld is a link to mariadbd, so paths are compared by what they lead to.
    const seen = new Set<string>();
    for (const path of directories.flatMap((directory) =>
      ["mysqld", "mariadbd"].map((name) => join(directory, name)),
    )) {
      if (!isProgram(path)) continue;
      const real = realpathSync(path);
      if (seen.has(real)) continue;
      seen.add(real);
      try {
        found.push(await identifyBinary(path, "PATH"));
      } catch (error) {
        refused.push(`${path}: ${reasonOf(error)}`);
      }
    }
    if (found.length === 0) throw new Error(refused.length > 0 ? refused.join("; ") : "none is installed");
    return found.sort((one, other) => rank(one) - rank(other));
  },
};

function rank(binary: EngineBinary): number {
  return binary.flavour === "mysql" ? 0 : 1;
}
