import { type FfmpegRun, runFfmpeg } from "./run-ffmpeg.ts";

/** Copies a film with other rotation metadata (0: none); the pictures stay as they are. */
export async function setRotation(ffmpeg: string, from: string, to: string, degrees: 0 | 90): Promise<FfmpegRun> {
  const start = ["-v", "error", "-y", "-fflags", "+bitexact"];
  const rest = ["-c", "copy", "-fflags", "+bitexact", to];
  // Newer versions have an option for it; older ones lack it and read the metadata.
  const run = await runFfmpeg(ffmpeg, [...start, "-display_rotation", String(degrees), "-i", from, ...rest]);
  if (run.exitCode === 0) return run;
  return runFfmpeg(ffmpeg, [...start, "-i", from, "-metadata:s:v:0", `rotate=${degrees}`, ...rest]);
}
