import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AptSources } from "./apt-sources.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { EngineBinary, EngineLink, EngineSearch } from "./engine.ts";
import { makeOwnedDirectory } from "./engine-directory.ts";
import { unpackedEngine } from "./unpacked-engine.ts";

const run = promisify(execFile);

/**
 * Debian and Ubuntu: the distribution's own server, downloaded and unpacked into the cache. Needs no root and installs
 * nothing; apt checks the signatures.
 */
export const aptEngine: EngineLink = {
  origin: "apt",
  title: "download by apt-get (Debian, Ubuntu)",

  async find(search) {
    if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get") || !existsSync("/usr/bin/dpkg-deb")) {
      throw new Error("this system has no apt-get and dpkg-deb");
    }
    const cache = engineCacheDirectory(search.environment);
    mkdirSync(cache, { recursive: true });
    // Everything happens in a directory of this process, so that two concurrent first runs do not collide.
    const scratch = makeOwnedDirectory(cache);
    try {
      return [await downloadInto(cache, scratch, search)];
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};

async function downloadInto(cache: string, scratch: string, search: EngineSearch): Promise<EngineBinary> {
  await downloadPackages(scratch, search);
  const root = join(scratch, "root");
  mkdirSync(root);
  for (const file of readdirSync(scratch).filter((name) => name.endsWith(".deb"))) {
    await run("dpkg-deb", ["-x", join(scratch, file), root]);
  }
  const { flavour, version } = await unpackedEngine(root, "apt");
  const destination = join(cache, `${flavour}-${version}`);
  try {
    renameSync(root, destination);
  } catch (error) {
    // Another first run was faster; its result is the same.
    if (!existsSync(destination)) throw error;
  }
  return unpackedEngine(destination, "apt");
}

/** With the system's package lists, or with private ones where those are missing or name files that are gone. */
async function downloadPackages(scratch: string, search: EngineSearch): Promise<void> {
  const sources = new AptSources();
  let failure: unknown = new Error("the package sources of this system have no MySQL or MariaDB server");
  for (const lists of ["system", "private"]) {
    if (lists === "private") {
      search.onProgress("downloading package lists …");
      await sources.fetchPrivateLists(join(scratch, "apt"));
    }
    const packages = await sources.serverPackages();
    if (!packages) continue;
    search.onProgress(`downloading ${packages.title} (${Math.max(1, Math.round(packages.bytes / 1e6))} MB) …`);
    try {
      await sources.download(packages.names, scratch);
      return;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
