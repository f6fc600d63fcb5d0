import { execFile } from "node:child_process";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { isProgram } from "../is-program.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import { reasonOf } from "../reason.ts";
import { installPinned } from "../run-npm.ts";
import { withScratchDirectory } from "../scratch-directory.ts";
import { type FfmpegPackage, fetchedFfmpeg, ffmpegPackage } from "./fetched-ffmpeg.ts";
import { type FfmpegFound, findFfmpeg } from "./find-ffmpeg.ts";

const run = promisify(execFile);

/** Shorter than the longest silence of a run; below 2 Mbit/s ffmpeg has to be installed by hand. */
const LONGEST_FETCH_MS = 100_000;
const WAIT_MS = 100;
const HOW = "install it, or run this again where the registry can be reached";

export interface Providing {
  /** `FFMPEG_PATH`, `PATH`, `XDG_CACHE_HOME` are read, and npm is given all of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (text: string) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** What is fetched when none is found; default: the one for this machine. */
  readonly fetched?: FfmpegPackage | undefined;
  /** As in `findFfmpeg`. */
  readonly load?: (name: string) => unknown;
}

/** An ffmpeg that is there already, or one that npm fetches now, once for all runs on this machine. */
export async function provideFfmpeg(providing: Providing): Promise<FfmpegFound> {
  const { environment, fetched = ffmpegPackage(), load } = providing;
  const found = findFfmpeg(environment, load);
  if ("path" in found || environment.FFMPEG_PATH || fetched === undefined) return found;
  const { cache, directory, path } = fetchedFfmpeg(environment, fetched);
  const turn = {
    lock: join(cache, "ffmpeg.lock"),
    wait: () => providing.wait(WAIT_MS),
    longest: LONGEST_FETCH_MS / WAIT_MS,
  };
  try {
    await oneAtATime(turn, async (waited) => {
      if (isProgram(path)) return;
      if (waited) throw new Error("another process tried a moment ago");
      await fetchInto(cache, directory, fetched, providing);
    });
    return { path };
  } catch (error) {
    const why = `npm could not fetch ${fetched.name} (${reasonOf(error)})`;
    return { missing: `ffmpeg is missing: FFMPEG_PATH and PATH have none, and ${why}; ${HOW}` };
  }
}

async function fetchInto(
  cache: string,
  directory: string,
  fetched: FfmpegPackage,
  { environment, onProgress }: Providing,
): Promise<void> {
  const { name, version, megabytes, program } = fetched;
  onProgress(`ffmpeg: downloading ${name} ${version} (${megabytes} MB), once …`);
  await withScratchDirectory(cache, async (scratch) => {
    await installPinned([fetched], { directory: scratch, environment, longestMs: LONGEST_FETCH_MS });
    const unpacked = join(scratch, "node_modules", name);
    chmodSync(join(unpacked, program), 0o755);
    await run(join(unpacked, program), ["-version"], { timeout: 30_000 });
    moveTo(directory, unpacked, program);
  });
}

function moveTo(directory: string, unpacked: string, program: string): void {
  try {
    renameSync(unpacked, directory);
  } catch {
    // Another run was faster, or half of a package is there.
    if (isProgram(join(directory, program))) return;
    rmSync(directory, { recursive: true, force: true });
    renameSync(unpacked, directory);
  }
}
