import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { isProgram } from "../is-program.ts";
import { fetchedFfmpeg, ffmpegPackage } from "./fetched-ffmpeg.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where ffmpeg is, or the sentence that says why there is none and what to do. */
export type FfmpegFound = { readonly path: string } | { readonly missing: string };

/**
 * Packages that bring an ffmpeg along, when someone has installed one; the project depends on none. The first one's
 * binary is inside a registry package, the other fetches it from elsewhere while it is installed.
 */
const PACKAGES = ["@ffmpeg-installer/ffmpeg", "ffmpeg-static"];

/**
 * Looks for ffmpeg: `FFMPEG_PATH`, then PATH, then an installed package, then what `provideFfmpeg` has fetched. A
 * `FFMPEG_PATH` that names no program is an error and not skipped, because somebody set it on purpose.
 */
export function findFfmpeg(
  environment: Environment,
  load: (name: string) => unknown = loadIfInstalled,
  platform: NodeJS.Platform = process.platform,
): FfmpegFound {
  const named = environment.FFMPEG_PATH;
  if (named) {
    if (isProgram(named)) return { path: named };
    return { missing: `ffmpeg is missing: FFMPEG_PATH names ${named}, which is no program that can be run` };
  }
  const path = programOnPath(environment, platform) ?? programInPackages(load) ?? programInCache(environment);
  if (path !== undefined) return { path };
  return {
    missing:
      "ffmpeg is missing: it is neither named by FFMPEG_PATH nor on PATH; install it, or type " +
      `npm install --no-save ${PACKAGES[0]}`,
  };
}

function programOnPath(environment: Environment, platform: NodeJS.Platform): string | undefined {
  const name = platform === "win32" ? "ffmpeg.exe" : "ffmpeg";
  // Windows spells it Path, and a copy of its environment is case-sensitive.
  const directories = (environment.PATH ?? environment.Path ?? "").split(delimiter).filter((each) => each !== "");
  return directories.map((directory) => join(directory, name)).find(isProgram);
}

function programInPackages(load: (name: string) => unknown): string | undefined {
  return PACKAGES.map((name) => programOf(load(name))).find((path) => path !== undefined && isProgram(path));
}

function programInCache(environment: Environment): string | undefined {
  const fetched = ffmpegPackage();
  const path = fetched && fetchedFfmpeg(environment, fetched).path;
  return path !== undefined && isProgram(path) ? path : undefined;
}

/** One package exports the path itself, the other an object with it. */
function programOf(exported: unknown): string | undefined {
  if (typeof exported === "string") return exported;
  const path = typeof exported === "object" && exported !== null && "path" in exported ? exported.path : undefined;
  return typeof path === "string" ? path : undefined;
}

/** A package that is not installed, or has no binary for this platform, throws; both count as not found. */
function loadIfInstalled(name: string): unknown {
  try {
    return createRequire(import.meta.url)(name);
  } catch {
    return undefined;
  }
}
