import { waitOnMachine } from "../../../clock/machine-time.ts";
import { isProgram } from "../../is-program.ts";
import { fetchedFfmpeg, ffmpegPackage } from "../fetched-ffmpeg.ts";
import { provideFfmpeg } from "../provide-ffmpeg.ts";
import { ffmpegVersion } from "../version.ts";

const found = await provideFfmpeg({
  environment: process.env,
  onProgress: (text) => void process.stderr.write(`${text}\n`),
  wait: waitOnMachine,
});

/** Path of the ffmpeg that stories use here, fetched when there is none; empty when that fails. */
export const FFMPEG = "path" in found ? found.path : "";

/** That one, and the one that machines without ffmpeg fetch, if it is in the cache: both must behave the same. */
export const FFMPEGS = [...new Set([FFMPEG, fetched()])]
  .filter((path) => path !== "")
  .map((path) => ({ path, version: ffmpegVersion(path) }));

function fetched(): string {
  const description = ffmpegPackage();
  const path = description && fetchedFfmpeg(process.env, description).path;
  return path !== undefined && isProgram(path) ? path : "";
}
