import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MediaFacts, probe, type VideoFacts } from "../../support/ffmpeg/probe.ts";
import { runFfmpeg } from "../../support/ffmpeg/run-ffmpeg.ts";
import { setRotation } from "../../support/ffmpeg/set-rotation.ts";
import { ffmpegParameters } from "./ffmpeg-parameters.ts";
import type { OutputDetail } from "./job.ts";
import { noMoovBox, noParserFound, noVideoFound, transcoderFailed, truncatedInput } from "./job-failure.ts";
import type { JobInput, Output } from "./settings/job-settings.ts";

/** Real work: what ffmpeg finds in a file and makes of it. Nothing here knows of modelled time. */

export interface OpenedInput {
  readonly durationMs: number;
  readonly video: VideoFacts;
}

export interface ConversionInput {
  readonly bytes: Buffer;
  readonly settings: JobInput;
  readonly opened: OpenedInput;
}

export interface ConvertedOutput {
  /** One file, or the captured frames in order. */
  readonly files: readonly Buffer[];
  readonly detail: OutputDetail;
}

/** Opens an input. Throws JobFailure in AWS's words when it is no video. */
export async function openInput(ffmpeg: string, url: string, bytes: Buffer): Promise<OpenedInput> {
  const { facts, report } = await withFile(bytes, (path) => probe(ffmpeg, path));
  if (!facts) throw /moov atom not found/.test(report) ? noMoovBox(url) : noParserFound(url);
  if (!facts.video || isPicture(facts)) throw noVideoFound(url);
  return { durationMs: facts.durationMs, video: facts.video };
}

/** A photo that calls itself a video: ffmpeg reads it as one frame. */
function isPicture({ video, durationMs }: MediaFacts): boolean {
  return durationMs === 0 || (video !== undefined && /^(?:mjpeg|png|gif|webp|bmp|tiff)$/.test(video.codec));
}

/** Makes one output of an input. Throws JobFailure. */
export function convert(ffmpeg: string, input: ConversionInput, output: Output): Promise<ConvertedOutput> {
  return withFile(input.bytes, async (path, folder) => {
    const isFrames = output.VideoDescription.CodecSettings.Codec === "FRAME_CAPTURE";
    const target = join(folder, isFrames ? "out.%07d.jpg" : "out.mp4");
    const source = {
      path: await asJobTurns(ffmpeg, path, folder, input),
      settings: input.settings,
      video: input.opened.video,
    };
    const { exitCode, report } = await runFfmpeg(ffmpeg, ffmpegParameters(source, output, target));
    if (/partial file/.test(report)) throw truncatedInput(input.bytes.length);
    if (exitCode !== 0) throw transcoderFailed(reasonIn(report, folder));
    const names = (await readdir(folder)).filter((name) => name.startsWith("out.")).sort();
    const [first] = names;
    if (first === undefined) throw transcoderFailed("no frame could be decoded");
    const { facts } = await probe(ffmpeg, join(folder, first));
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
    return { files, detail: detailOf(facts, isFrames ? input.opened.durationMs : undefined) };
  });
}

/** The input's path, with its note to turn it taken away when the job does not follow it. */
async function asJobTurns(ffmpeg: string, path: string, folder: string, input: ConversionInput): Promise<string> {
  if (!input.opened.video.sideways || input.settings.VideoSelector.Rotate === "AUTO") return path;
  const still = join(folder, "as-stored.mov");
  const { exitCode, report } = await setRotation(ffmpeg, path, still, 0);
  if (exitCode !== 0) throw transcoderFailed(reasonIn(report, folder));
  return still;
}

function detailOf(facts: MediaFacts | undefined, durationMs: number | undefined): OutputDetail {
  if (!facts?.video) throw transcoderFailed("the output has no video");
  return { durationMs: durationMs ?? facts.durationMs, width: facts.video.width, height: facts.video.height };
}

/** The last line of ffmpeg's report, without what differs from run to run: its folder and its addresses in memory. */
function reasonIn(report: string, folder: string): string {
  const line = report.trim().split("\n").at(-1) ?? "";
  return line.replaceAll(`${folder}/`, "").replace(/ @ 0x[0-9a-f]+/g, "") || "ffmpeg failed without a word";
}

async function withFile<T>(bytes: Buffer, work: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "mediaconvert-"));
  try {
    const path = join(folder, "input");
    await writeFile(path, bytes);
    return await work(path, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
