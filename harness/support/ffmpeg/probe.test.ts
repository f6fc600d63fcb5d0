import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ClipDescription, makeClip } from "./make-clip.ts";
import { probe, readReport } from "./probe.ts";
import { FFMPEGS } from "./test/ffmpegs-here.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "probe-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function probed(ffmpeg: string, bytes: Buffer) {
  const path = join(folder, "file");
  await writeFile(path, bytes);
  return probe(ffmpeg, path);
}

const clip = { width: 64, height: 48, seconds: 1, container: "mp4" } as const satisfies ClipDescription;

// The title says which ffmpeg is tested.
describe.each(FFMPEGS)("ffmpeg $version", ({ path: ffmpeg }) => {
  test("length, size, frame rate and sound of a clip", async () => {
    const { facts } = await probed(ffmpeg, await makeClip(ffmpeg, clip));
    expect(facts).toEqual({
      durationMs: expect.closeTo(1000, -2),
      video: { codec: "h264", width: 64, height: 48, frameRate: 25, sideways: false },
      hasAudio: true,
    });
  });

  test("a telephone's film is stored lying down and says so", async () => {
    const bytes = await makeClip(ffmpeg, {
      ...clip,
      width: 48,
      height: 64,
      container: "mov",
      sideways: true,
      silent: true,
    });
    expect((await probed(ffmpeg, bytes)).facts).toMatchObject({
      video: { width: 64, height: 48, sideways: true },
      hasAudio: false,
    });
  });

  test("a time lapse is long", async () => {
    const { facts } = await probed(
      ffmpeg,
      await makeClip(ffmpeg, { ...clip, seconds: 600, frameRate: 1 / 60, silent: true }),
    );
    expect(facts).toMatchObject({ durationMs: 600_000 });
  });

  test("what is no media has no facts, and the report says why", async () => {
    const { facts, report } = await probed(ffmpeg, Buffer.from("no video at all"));
    expect(facts).toBeUndefined();
    expect(report).toContain("Invalid data");
  });

  test("a clip is the same whenever it is made", async () => {
    expect(await makeClip(ffmpeg, clip)).toEqual(await makeClip(ffmpeg, clip));
  });
});

test("reports of other versions: the frame rate as tbr, the matrix turned the other way", () => {
  const report = [
    "Input #0, avi, from 'file':",
    "  Duration: 01:02:03.50, start: 0.000000, bitrate: 99 kb/s",
    "    Stream #0:0: Video: mpeg4 (Simple Profile) (FMP4 / 0x34504D46), yuv420p, 1280x720 [SAR 1:1 DAR 16:9], 29.97 tbr, 90k tbn",
    "      displaymatrix: rotation of -90.00 degrees",
  ].join("\n");
  expect(readReport(report)).toEqual({
    durationMs: 3_723_500,
    video: { codec: "mpeg4", width: 1280, height: 720, frameRate: 29.97, sideways: true },
    hasAudio: false,
  });
});
