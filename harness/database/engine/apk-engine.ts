import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { downloadingEngine } from "./downloading-engine.ts";
import { missingPrograms } from "./missing-programs.ts";

const run = promisify(execFile);
const LONGEST_MS = 600_000;

/** Alpine: the distribution's own server with all that it depends on; apk checks the signatures. */
export const apkEngine = downloadingEngine({
  origin: "apk",
  title: "download by apk (Alpine)",

  impossible: ({ environment }) => missingPrograms(["apk", "tar"], environment.PATH),

  async download(scratch, root, { environment, onProgress }) {
    onProgress("downloading MariaDB with apk …");
    const options = { env: { ...environment }, timeout: LONGEST_MS, maxBuffer: 64 << 20 };
    // Without root apk may not write into the system's cache of package lists.
    await run("apk", ["--no-cache", "fetch", "--recursive", "--output", scratch, "mariadb"], options);
    for (const file of readdirSync(scratch).filter((name) => name.endsWith(".apk"))) {
      // Signature, metadata and data are three concatenated archives, which tar reads as one.
      await run("tar", ["-xzf", join(scratch, file), "-C", root], options);
    }
  },
});
