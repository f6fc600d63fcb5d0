import { downloadIntoCache } from "../../support/distribution/download-into-cache.ts";
import type { PackageDownload } from "../../support/distribution/package-download.ts";
import { engineCacheDirectory } from "./cache-directory.ts";
import type { Download, EngineLink } from "./engine.ts";
import { unpackedEngine } from "./unpacked-engine.ts";

/** The link that downloads a server into the cache, where later runs find it. */
export function downloadingEngine(way: PackageDownload<Download>): EngineLink {
  const { origin, title } = way;
  return {
    origin,
    title,
    find: async (search) => [
      await downloadIntoCache({
        cache: engineCacheDirectory(search.environment),
        way,
        search,
        identify: (root) => unpackedEngine(root, origin),
        nameOf: ({ flavour, version }) => `${flavour}-${version}`,
      }),
    ],
  };
}
