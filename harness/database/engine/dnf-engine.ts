import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { downloadingEngine } from "./downloading-engine.ts";
import { missingPrograms } from "./missing-programs.ts";

const run = promisify(execFile);
const LONGEST_MS = 600_000;

/**
 * Fedora, RHEL and their relatives: the distribution's own server and what this system lacks for it. dnf compares the
 * checksums of its metadata; it checks signatures only when it installs.
 */
export const dnfEngine = downloadingEngine({
  origin: "dnf",
  title: "download by dnf (Fedora, RHEL)",

  impossible: ({ environment }) => missingPrograms(["dnf", "rpm2cpio", "cpio"], environment.PATH),

  async download(workshop, root, { environment, onProgress }) {
    onProgress("downloading MariaDB with dnf …");
    const options = { env: { ...environment, LC_ALL: "C" }, timeout: LONGEST_MS, maxBuffer: 64 << 20 };
    // The same words in dnf 4 and 5; a user has a cache of his own in both.
    const resolving = ["--resolve", "--setopt=install_weak_deps=False", `--destdir=${workshop}`];
    await run("dnf", ["download", "-y", ...resolving, "mariadb-server"], options);
    for (const file of readdirSync(workshop).filter((name) => name.endsWith(".rpm"))) {
      const unpack = 'rpm2cpio "$1" | cpio -idm --quiet';
      await run("sh", ["-c", unpack, "sh", join(workshop, file)], { ...options, cwd: root });
    }
  },
});
