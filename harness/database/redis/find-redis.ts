import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { apkDownload } from "../../support/distribution/apk-download.ts";
import { aptDownload } from "../../support/distribution/apt-download.ts";
import { dnfDownload } from "../../support/distribution/dnf-download.ts";
import { downloadIntoCache } from "../../support/distribution/download-into-cache.ts";
import type { PackageDownload, ProgramPackages, ProgramSearch } from "../../support/distribution/package-download.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { isProgram } from "../../support/is-program.ts";
import { reasonOf } from "../../support/reason.ts";
import { identifyRedis, PROGRAMS, unpackedRedis } from "./identify-redis.ts";
import type { RedisBinary } from "./redis.ts";

const PACKAGES: ProgramPackages = {
  title: "Redis",
  apt: [
    { name: "redis-server", title: "Redis" },
    { name: "valkey-server", title: "Valkey" },
  ],
  dnf: ["redis", "valkey"],
  apk: ["redis", "valkey"],
};
/** Homebrew's and the ones that an ordinary user's PATH often lacks. */
const USUAL_PLACES = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"];
const CACHED = /^(?:redis|valkey)-\d/;

type Way = PackageDownload<"apt" | "dnf" | "apk">;
const DOWNLOADS: readonly Way[] = [aptDownload(PACKAGES), dnfDownload(PACKAGES), apkDownload(PACKAGES)];

/**
 * The Redis server of a run: what `REDIS_SERVER` names, one on PATH, one that an earlier run downloaded, or the
 * distribution's own package, unpacked into the cache without root and without installing anything.
 *
 * @throws EnvironmentError that says in one sentence why there is none and what to type. A `REDIS_SERVER` that is wrong
 * is an error and not passed over, because somebody set it on purpose.
 */
export async function findRedis(search: ProgramSearch, downloads: readonly Way[] = DOWNLOADS): Promise<RedisBinary> {
  const named = search.environment.REDIS_SERVER;
  if (named) return namedRedis(named);
  const reasons: string[] = [];
  for (const way of [installedRedis, cachedRedis, ...downloads.map(downloadedRedis)]) {
    try {
      return await way(search);
    } catch (error) {
      reasons.push(reasonOf(error));
    }
  }
  throw new EnvironmentError(
    `No Redis server can be had (${reasons.join("; ")}): install one (${installCommand()}), or set REDIS_SERVER to the path of its program.`,
  );
}

async function namedRedis(path: string): Promise<RedisBinary> {
  try {
    return await identifyRedis(path, "REDIS_SERVER");
  } catch (error) {
    throw new EnvironmentError(`REDIS_SERVER names ${path}, which cannot be used: ${reasonOf(error)}.`);
  }
}

async function installedRedis({ environment }: ProgramSearch): Promise<RedisBinary> {
  const directories = [...(environment.PATH ?? "").split(delimiter).filter(Boolean), ...USUAL_PLACES];
  const paths = directories.flatMap((directory) => PROGRAMS.map((name) => join(directory, name)));
  return firstUsable(paths.filter(isProgram), (path) => identifyRedis(path, "PATH"), "none is installed");
}

async function cachedRedis({ environment }: ProgramSearch): Promise<RedisBinary> {
  const cache = cacheDirectory(environment, "programs");
  const names = existsSync(cache) ? readdirSync(cache).filter((name) => CACHED.test(name)) : [];
  const newestFirst = names.sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
  return firstUsable(newestFirst, (name) => unpackedRedis(join(cache, name), "cache"), `${cache} holds none`);
}

function downloadedRedis(way: Way): (search: ProgramSearch) => Promise<RedisBinary> {
  return (search) =>
    downloadIntoCache({
      cache: cacheDirectory(search.environment, "programs"),
      way,
      search,
      identify: (root) => unpackedRedis(root, way.origin),
      nameOf: ({ flavour, version }) => `${flavour}-${version}`,
    });
}

/** Throws with all reasons when none can be used. */
async function firstUsable(
  candidates: readonly string[],
  identify: (candidate: string) => Promise<RedisBinary>,
  none: string,
): Promise<RedisBinary> {
  const refused: string[] = [];
  for (const candidate of candidates) {
    try {
      return await identify(candidate);
    } catch (error) {
      refused.push(`${candidate}: ${reasonOf(error)}`);
    }
  }
  throw new Error(refused.join("; ") || none);
}

function installCommand(platform: NodeJS.Platform = process.platform): string {
  if (platform === "darwin") return "brew install redis";
  if (existsSync("/usr/bin/apt-get")) return "sudo apt-get install redis-server";
  if (existsSync("/sbin/apk")) return "sudo apk add redis";
  return existsSync("/usr/bin/dnf") ? "sudo dnf install redis" : "with this system's package manager";
}
