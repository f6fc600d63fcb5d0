import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { failureText } from "../failure-text.ts";
import { memoised } from "../memoised.ts";
import type { LambdaDependencies } from "../ports.ts";

/** What one frame costs in virtual time: a round number, not a measurement. */
const FFMPEG_MS = 1500;

/** Places where the real function's ffmpeg layer puts the program. */
const LAYER_PLACES = ["/opt/bin/ffmpeg", "/opt/ffmpeg/ffmpeg"];

/**
 * One frame of a video as a JPEG, made by ffmpeg. A video shorter than the second it seeks to gives an empty file and
 * no error (docs/contract/pipeline.md 4.3). Throws `ffmpeg failed: … | output: …` and the like.
 */
export async function extractFrame(deps: LambdaDependencies, key: string, video: Buffer): Promise<Buffer> {
  const program = ffmpegPath(deps.environment);
  const input = `input${extname(key)}`;
  const parameters = frameArguments(deps.environment, input);
  const work = JSON.stringify([program, ...parameters]);
  return deps.compute(`ffmpeg ${key}`, FFMPEG_MS, () =>
    memoised(deps, work, video, () => makeFrame(program, input, video, parameters)),
  );
}

async function makeFrame(
  program: string,
  input: string,
  video: Buffer,
  parameters: readonly string[],
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "video-thumbnail-"));
  try {
    const output = "thumbnail.jpg";
    await writeFile(join(folder, input), video);
    // Go makes the output as a temporary file before ffmpeg runs, so a run that writes no frame leaves it empty.
    await writeFile(join(folder, output), "");
    await run(program, folder, [...parameters, output]);
    return await readFile(join(folder, output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function frameArguments(environment: LambdaDependencies["environment"], input: string): readonly string[] {
  const second = environment.VIDEO_THUMBNAIL_SECOND || "1";
  const width = environment.VIDEO_THUMBNAIL_WIDTH || "200";
  const quality = environment.VIDEO_THUMBNAIL_QUALITY || "85";
  return ["-y", "-ss", second, "-i", input, "-vframes", "1", "-vf", `scale=${width}:-1`, "-q:v", quality];
}

function ffmpegPath(environment: LambdaDependencies["environment"]): string {
  const places = [environment.FFMPEG_PATH, ...LAYER_PLACES].filter((place) => place !== undefined && place !== "");
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found !== undefined) return found;
  // Without a configured path a local run takes ffmpeg from PATH; the real function knows only its layer.
  return environment.FFMPEG_PATH ? (LAYER_PLACES.at(-1) ?? "ffmpeg") : "ffmpeg";
}

function run(program: string, folder: string, parameters: readonly string[]): Promise<void> {
  return new Promise((done, reject) => {
    execFile(resolved(program), parameters, { encoding: "utf8", cwd: folder }, (error, stdout, stderr) => {
      if (!error) return done();
      const output = `${stdout}${stderr}`.replace(ADDRESS, "");
      reject(new Error(`ffmpeg failed: ${describeExit(program, error)} | output: ${output}`));
    });
  });
}

/** Where ffmpeg keeps its objects in memory: another place in every run, and of use to nobody. */
const ADDRESS = / @ 0x[0-9a-f]+/g;

/** ffmpeg runs in a folder of its own, so that its words name no folder; a path from here must still be found. */
function resolved(program: string): string {
  return program.includes("/") ? resolve(program) : program;
}

function describeExit(program: string, error: Error & { code?: unknown }): string {
  if (error.code === "ENOENT") return `fork/exec ${program}: no such file or directory`;
  if (typeof error.code === "number") return `exit status ${error.code}`;
  return failureText(error);
}
