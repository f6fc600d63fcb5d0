import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AptSources } from "./apt-sources.ts";
import type { AptPackage, PackageDownload, ProgramPackages, ProgramSearch } from "./package-download.ts";

const run = promisify(execFile);

/** Debian and Ubuntu: the distribution's own packages; apt checks the signatures. */
export function aptDownload(packages: ProgramPackages): PackageDownload<"apt"> {
  return {
    origin: "apt",
    title: "download by apt-get (Debian, Ubuntu)",

    impossible() {
      const there = existsSync("/usr/bin/apt-get") && existsSync("/usr/bin/dpkg-deb");
      return there ? undefined : "this system has no apt-get and dpkg-deb";
    },

    async download(scratch, root, search) {
      await downloadPackages(packages.apt, scratch, search);
      for (const file of readdirSync(scratch).filter((name) => name.endsWith(".deb"))) {
        await run("dpkg-deb", ["-x", join(scratch, file), root]);
      }
    },
  };
}

/** With the system's package lists, or with private ones where those are missing or name files that are gone. */
async function downloadPackages(wanted: readonly AptPackage[], scratch: string, search: ProgramSearch): Promise<void> {
  const sources = new AptSources();
  const titles = [...new Set(wanted.map(({ title }) => title))].join(" or ");
  let failure: unknown = new Error(`the package sources of this system have no ${titles} server`);
  for (const lists of ["system", "private"]) {
    if (lists === "private") {
      search.onProgress("downloading package lists …");
      await sources.fetchPrivateLists(join(scratch, "apt"));
    }
    const found = await sources.firstOf(wanted);
    if (!found) continue;
    search.onProgress(`downloading ${found.title} (${Math.max(1, Math.round(found.bytes / 1e6))} MB) …`);
    try {
      await sources.download(found.names, scratch);
      return;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
