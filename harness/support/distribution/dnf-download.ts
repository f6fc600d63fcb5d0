import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { firstAvailable } from "./first-available.ts";
import { missingPrograms } from "./missing-programs.ts";
import type { PackageDownload, ProgramPackages } from "./package-download.ts";

const run = promisify(execFile);
const LONGEST_MS = 600_000;

/**
 * Fedora, RHEL and their relatives: the distribution's own packages and their missing dependencies. dnf compares the
 * checksums of its metadata; it checks signatures only when it installs.
 */
export function dnfDownload({ title, dnf }: ProgramPackages): PackageDownload<"dnf"> {
  return {
    origin: "dnf",
    title: "download by dnf (Fedora, RHEL)",

    impossible: ({ environment }) => missingPrograms(["dnf", "rpm2cpio", "cpio"], environment.PATH),

    async download(scratch, root, { environment, onProgress }) {
      onProgress(`downloading ${title} with dnf …`);
      const options = { env: { ...environment, LC_ALL: "C" }, timeout: LONGEST_MS, maxBuffer: 64 << 20 };
      // The same options in dnf 4 and 5; in both a user has a cache of their own.
      const resolving = ["--resolve", "--setopt=install_weak_deps=False", `--destdir=${scratch}`];
      await firstAvailable(dnf, (name) => run("dnf", ["download", "-y", ...resolving, name], options));
      for (const file of readdirSync(scratch).filter((name) => name.endsWith(".rpm"))) {
        const unpack = 'rpm2cpio "$1" | cpio -idm --quiet';
        await run("sh", ["-c", unpack, "sh", join(scratch, file)], { ...options, cwd: root });
      }
    },
  };
}
