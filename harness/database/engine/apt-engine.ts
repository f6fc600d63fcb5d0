import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AptSources } from "./apt-sources.ts";
import { downloadingEngine } from "./downloading-engine.ts";
import type { EngineSearch } from "./engine.ts";

const run = promisify(execFile);

/** Debian and Ubuntu: the distribution's own server; apt checks the signatures. */
export const aptEngine = downloadingEngine({
  origin: "apt",
  title: "download by apt-get (Debian, Ubuntu)",

  impossible() {
    const there = existsSync("/usr/bin/apt-get") && existsSync("/usr/bin/dpkg-deb");
    return there ? undefined : "this system has no apt-get and dpkg-deb";
  },

  async download(scratch, root, search) {
    await downloadPackages(scratch, search);
    for (const file of readdirSync(scratch).filter((name) => name.endsWith(".deb"))) {
      await run("dpkg-deb", ["-x", join(scratch, file), root]);
    }
  },
});

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
