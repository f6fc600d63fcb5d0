import { execFile } from "node:child_process";
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { reasonOf } from "../../database/engine/reason.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { withScratchDirectory } from "./scratch-directory.ts";
import { holds, type SharpPackage } from "./sharp-packages.ts";

const run = promisify(execFile);
/** npm has its own time limit for each request; this one is for an npm that hangs. */
const LONGEST_MS = 300_000;

export interface Fetching {
  /** Cache of fetched packages. */
  readonly cache: string;
  /** The environment of npm: `PATH` and the user's settings. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (text: string) => void;
}

/**
 * The directory (with `node_modules` inside) of these packages for another platform: from the cache, or fetched with
 * npm. Throws an EnvironmentError when npm cannot get them.
 */
export async function fetchSharp(packages: readonly SharpPackage[], fetching: Fetching): Promise<string> {
  const wanted = packages.map(({ name, version }) => `${name}@${version}`);
  const directory = join(fetching.cache, wanted[0]?.replace("@img/", "").replace("@", "-") ?? "");
  if (!complete(directory, packages)) {
    fetching.onProgress(`downloading ${wanted.join(" and ")} (8 MB) …`);
    await install(wanted, directory, packages, fetching);
  }
  return directory;
}

async function install(
  wanted: readonly string[],
  directory: string,
  packages: readonly SharpPackage[],
  { cache, environment }: Fetching,
): Promise<void> {
  try {
    await withScratchDirectory(cache, async (scratch) => {
      writeFileSync(join(scratch, "package.json"), "{}");
      // The project's own registry setting applies here too.
      if (existsSync(join(PROJECT_ROOT, ".npmrc"))) copyFileSync(join(PROJECT_ROOT, ".npmrc"), join(scratch, ".npmrc"));
      // --force: they are for another platform than this one. Nothing of them is run.
      const quiet = ["--no-save", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
      const parameters = ["install", "--force", "--ignore-scripts", ...quiet, ...wanted];
      await run("npm", parameters, { cwd: scratch, env: { ...environment }, timeout: LONGEST_MS });
      if (!complete(scratch, packages)) throw new Error("npm ended well but the packages are not there");
      if (existsSync(directory) && !complete(directory, packages)) rmSync(directory, { recursive: true, force: true });
      try {
        renameSync(scratch, directory);
      } catch (error) {
        // Another process was faster; its result is the same.
        if (!complete(directory, packages)) throw error;
      }
    });
  } catch (error) {
    throw new EnvironmentError(
      `The thumbnails Lambda needs ${wanted.join(" and ")} for its platform, and npm could not fetch them ` +
        `(${reasonOf(error)}); connect to the registry once, they are kept in ${cache}.`,
    );
  }
}

function complete(directory: string, packages: readonly SharpPackage[]): boolean {
  return packages.every(({ name, version }) => holds(join(directory, "node_modules", name), version));
}
