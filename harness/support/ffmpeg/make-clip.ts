import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnvironmentError } from "../environment-error.ts";
import { type FfmpegRun, runFfmpeg } from "./run-ffmpeg.ts";
import { setRotation } from "./set-rotation.ts";

/** A clip as a telephone or camera makes it, with a test picture that moves and a tone. */
export interface ClipDescription {
  /** Pixels as shown. */
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Frames a second; below one it is a time lapse, long to watch and quick to make. Default 25. */
  readonly frameRate?: number;
  readonly container: "mp4" | "mov" | "avi";
  /** Default: with sound. */
  readonly silent?: boolean;
  /** Stored sideways with metadata to rotate it, as telephones film upright. Default: stored as shown. */
  readonly sideways?: boolean;
}

const CONTENT: Readonly<Record<ClipDescription["container"], readonly string[]>> = {
  mp4: ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"],
  mov: ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"],
  avi: ["-c:v", "mpeg4", "-q:v", "6", "-c:a", "pcm_s16le"],
};

/** Makes a clip; the same on every run of one machine. Throws EnvironmentError when this ffmpeg cannot. */
export async function makeClip(ffmpeg: string, clip: ClipDescription): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "clip-"));
  try {
    const file = join(folder, `clip.${clip.container}`);
    await run(ffmpeg, [...pictures(clip), ...sound(clip), ...encoding(clip), file]);
    if (!clip.sideways) return await readFile(file);
    const turned = join(folder, `turned.${clip.container}`);
    checkRun(ffmpeg, await setRotation(ffmpeg, file, turned, 90));
    return await readFile(turned);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const EXACT = ["-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"];

function pictures({ width, height, sideways, frameRate = 25 }: ClipDescription): readonly string[] {
  const size = sideways ? `${height}x${width}` : `${width}x${height}`;
  return ["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=${rateOf(frameRate)}`];
}

/** ffmpeg takes fractions, not 0.0166…. */
function rateOf(frameRate: number): string {
  return frameRate < 1 ? `1/${Math.round(1 / frameRate)}` : String(frameRate);
}

function sound({ silent }: ClipDescription): readonly string[] {
  return silent ? [] : ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"];
}

function encoding({ seconds, container }: ClipDescription): readonly string[] {
  return ["-t", String(seconds), ...CONTENT[container], ...EXACT];
}

async function run(ffmpeg: string, parameters: readonly string[]): Promise<void> {
  checkRun(ffmpeg, await runFfmpeg(ffmpeg, ["-v", "error", "-y", ...parameters]));
}

function checkRun(ffmpeg: string, { exitCode, report }: FfmpegRun): void {
  if (exitCode !== 0) throw new EnvironmentError(`${ffmpeg} could not make a test clip: ${report.trim()}`);
}
