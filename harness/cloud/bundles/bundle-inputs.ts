import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** Folders that Lambdas may import from; bundles depend on their content. */
const SOURCES = ["lambdas", "system"];

const PACKAGES = "node_modules";

/**
 * Digest of everything that all bundles are made from: the sources, this folder, and the list of installed packages,
 * which gives the version of every library, sharp and the bundler included. A change in any of them makes every bundle
 * anew.
 */
export function digestOfInputs(): string {
  const digest = createHash("sha256").update(`zlib ${process.versions.zlib}\0`);
  for (const file of [...[...SOURCES, "harness/cloud/bundles"].flatMap(modulesIn), installedPackages()]) {
    digest
      .update(`${file}\0`)
      .update(readFileSync(join(PROJECT_ROOT, file)))
      .update("\0");
  }
  return digest.digest("hex");
}

/** Refuses a module that `digestOfInputs` does not cover: after a change in it the old bundle would be used. */
export function requireKnownSource(module: string): void {
  // The bundler's own modules have no file.
  if (module.startsWith("\0")) return;
  const folders = [...[...SOURCES, PACKAGES].map((folder) => join(PROJECT_ROOT, folder)), packagesThemselves()];
  const known = folders.some((folder) => module.startsWith(join(folder, "/")));
  if (!known) throw new Error(`a Lambda imports ${module}, which is neither in ${SOURCES.join(", ")} nor a package`);
}

/** A checkout may share another's packages by a link, which the bundler follows. */
function packagesThemselves(): string {
  return realpathSync(join(PROJECT_ROOT, PACKAGES));
}

function modulesIn(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|json)$/.test(name) && !/(^|\/)test\/|\.test\.ts$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** npm's record of what is installed in node_modules; when another tool installed it, the lock file. */
function installedPackages(): string {
  const installed = "node_modules/.package-lock.json";
  return existsSync(join(PROJECT_ROOT, installed)) ? installed : "package-lock.json";
}
