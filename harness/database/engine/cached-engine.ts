import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../../support/reason.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineBinary, EngineLink } from "./engine.ts";
import { unpackedEngine } from "./unpacked-engine.ts";

/** Servers that earlier runs downloaded: one directory per flavour and version, newest first. */
export const cachedEngine: EngineLink = {
  origin: "cache",
  title: "cache of earlier downloads",

  async find({ environment }) {
    const cache = engineCacheDirectory(environment);
    const names = existsSync(cache) ? readdirSync(cache).filter((name) => /^(mysql|mariadb)-\d/.test(name)) : [];
    if (names.length === 0) throw new Error(`${cache} is empty`);
    const found: EngineBinary[] = [];
    const refused: string[] = [];
    for (const name of names.sort((one, other) => other.localeCompare(one, "en", { numeric: true }))) {
      try {
        found.push(await unpackedEngine(join(cache, name), "cache"));
      } catch (error) {
        refused.push(`${name}: ${reasonOf(error)}`);
      }
    }
    if (found.length === 0) throw new Error(refused.join("; "));
    return found;
  },
};
