import { runFfmpeg } from "./run-ffmpeg.ts";

/** What is in a media file. */
export interface MediaFacts {
  readonly durationMs: number;
  readonly video: VideoFacts | undefined;
  readonly hasAudio: boolean;
}

export interface VideoFacts {
  readonly codec: string;
  /** Pixels as stored, before turning. */
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly frameRate: number;
  /** A player rotates it by 90 degrees and swaps width and height (film of a telephone held upright). */
  readonly sideways: boolean;
}

/**
 * Reads a file's facts from ffmpeg's report, because the packages that bring ffmpeg bring no ffprobe. Undefined, with
 * the report, when ffmpeg does not take it for media.
 */
export async function probe(program: string, path: string): Promise<{ facts: MediaFacts | undefined; report: string }> {
  // Without an output ffmpeg describes the input and then ends with 1.
  const { report } = await runFfmpeg(program, ["-i", path]);
  return { facts: readReport(report), report };
}

/** The facts in the report of `ffmpeg -i`; undefined when it names no input. */
export function readReport(report: string): MediaFacts | undefined {
  const input = /^Input #0/m.exec(report);
  if (!input) return undefined;
  const described = report.slice(input.index);
  return {
    durationMs: durationMs(described),
    video: videoFacts(described),
    hasAudio: /Stream #0:.*: Audio:/.test(described),
  };
}

function durationMs(report: string): number {
  const [, hours = "0", minutes = "0", seconds = "0"] = /Duration: (\d+):(\d+):([\d.]+)/.exec(report) ?? [];
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function videoFacts(report: string): VideoFacts | undefined {
  const stream = /Stream #0:.*: Video: (\w+).*/.exec(report);
  const size = stream && /[ ,](\d{2,5})x(\d{2,5})[ ,]/.exec(stream[0]);
  if (!stream || !size) return undefined;
  const [, frameRate = "0"] = /([\d.]+) fps/.exec(stream[0]) ?? /([\d.]+) tbr/.exec(stream[0]) ?? [];
  return {
    codec: stream[1] ?? "",
    width: Number(size[1]),
    height: Number(size[2]),
    frameRate: Number(frameRate),
    // The sign differs between versions of ffmpeg.
    sideways: /rotation of -?(?:90|270)\.0+ degrees/.test(report),
  };
}
