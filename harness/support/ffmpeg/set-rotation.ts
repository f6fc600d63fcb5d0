import { type FfmpegRun, runFfmpeg } from "./run-ffmpeg.ts";

/** Copies a film with another note of how players turn it (0: not at all); the pictures stay as they are. */
export async function setRotation(ffmpeg: string, from: string, to: string, degrees: 0 | 90): Promise<FfmpegRun> {
  const start = ["-v", "error", "-y", "-fflags", "+bitexact"];
  const rest = ["-c", "copy", "-fflags", "+bitexact", to];
  // Newer versions have an option for it; older ones do not know that and take it from the metadata.
  const run = await runFfmpeg(ffmpeg, [...start, "-display_rotation", String(degrees), "-i", from, ...rest]);
  if (run.exitCode === 0) return run;
  return runFfmpeg(ffmpeg, [...start, "-i", from, "-metadata:s:v:0", `rotate=${degrees}`, ...rest]);
}
