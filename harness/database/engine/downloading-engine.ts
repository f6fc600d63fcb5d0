import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { Download, EngineBinary, EngineLink, EngineSearch } from "./engine.ts";
import { makeOwnedDirectory } from "./engine-directory.ts";
import { unpackedEngine } from "./unpacked-engine.ts";

/** A way to download a server without root and without installing anything. */
export interface Downloading {
  readonly origin: Download;
  readonly title: string;
  /** Why this way does not work on this machine; undefined when it may. */
  impossible(search: EngineSearch): string | undefined;
  /** Downloads in `scratch`, a directory of this process, and unpacks into `root` in it. */
  download(scratch: string, root: string, search: EngineSearch): Promise<void>;
}

/** The link that downloads a server into the cache, where later runs find it. */
export function downloadingEngine({ origin, title, impossible, download }: Downloading): EngineLink {
  return {
    origin,
    title,
    async find(search) {
      const why = impossible(search);
      if (why !== undefined) throw new Error(why);
      const cache = engineCacheDirectory(search.environment);
      mkdirSync(cache, { recursive: true });
      // Everything happens in a directory of this process, so that two concurrent first runs do not collide.
      const scratch = makeOwnedDirectory(cache);
      const root = join(scratch, "root");
      mkdirSync(root);
      try {
        await download(scratch, root, search);
        return [await moveIntoCache(root, cache, origin)];
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
  };
}

async function moveIntoCache(root: string, cache: string, origin: Download): Promise<EngineBinary> {
  const { flavour, version } = await unpackedEngine(root, origin);
  const destination = join(cache, `${flavour}-${version}`);
  try {
    renameSync(root, destination);
  } catch (error) {
    // Another first run was faster; its result is the same.
    if (!existsSync(destination)) throw error;
  }
  return unpackedEngine(destination, origin);
}
