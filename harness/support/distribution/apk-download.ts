import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { firstAvailable } from "./first-available.ts";
import { missingPrograms } from "./missing-programs.ts";
import type { PackageDownload, ProgramPackages } from "./package-download.ts";

const run = promisify(execFile);
const LONGEST_MS = 600_000;

/** Alpine: the distribution's own packages with all that they depend on; apk checks the signatures. */
export function apkDownload({ title, apk }: ProgramPackages): PackageDownload<"apk"> {
  return {
    origin: "apk",
    title: "download by apk (Alpine)",

    impossible: ({ environment }) => missingPrograms(["apk", "tar"], environment.PATH),

    async download(scratch, root, { environment, onProgress }) {
      onProgress(`downloading ${title} with apk …`);
      const options = { env: { ...environment }, timeout: LONGEST_MS, maxBuffer: 64 << 20 };
      // Without root apk may not write into the system's cache of package lists.
      const fetching = ["--no-cache", "fetch", "--recursive", "--output", scratch];
      await firstAvailable(apk, (name) => run("apk", [...fetching, name], options));
      for (const file of readdirSync(scratch).filter((name) => name.endsWith(".apk"))) {
        // Signature, metadata and data are three concatenated archives, which tar reads as one.
        await run("tar", ["-xzf", join(scratch, file), "-C", root], options);
      }
    },
  };
}
