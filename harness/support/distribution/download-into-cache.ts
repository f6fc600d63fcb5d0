import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { withScratchDirectory } from "../scratch-directory.ts";
import type { PackageDownload, ProgramSearch } from "./package-download.ts";

/** What a download leads to. */
export interface CachedDownload<Program> {
  /** The folder of the cache in which the program is kept. */
  readonly cache: string;
  readonly way: PackageDownload;
  readonly search: ProgramSearch;
  /** Tries the program inside of unpacked packages. Throws when it cannot run from there. */
  identify(root: string): Promise<Program>;
  /** Name of the program's folder in the cache: what it is and its version. */
  nameOf(program: Program): string;
}

/** Downloads a program into the cache, where later runs find it. Throws with the reason when that is not possible. */
export async function downloadIntoCache<Program>(download: CachedDownload<Program>): Promise<Program> {
  const { cache, way, search, identify, nameOf } = download;
  const why = way.impossible(search);
  if (why !== undefined) throw new Error(why);
  // Everything happens in a directory of this process, so that two concurrent first runs do not collide.
  return withScratchDirectory(cache, async (scratch) => {
    const root = join(scratch, "root");
    mkdirSync(root);
    await way.download(scratch, root, search);
    const destination = join(cache, nameOf(await identify(root)));
    try {
      renameSync(root, destination);
    } catch (error) {
      // Another first run was faster; its result is the same.
      if (!existsSync(destination)) throw error;
    }
    return identify(destination);
  });
}
