import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFfmpeg } from "./find-ffmpeg.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "find-ffmpeg-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nothingInstalled = (): undefined => undefined;

async function program(name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, "#!/bin/sh\n");
  await chmod(path, 0o755);
  return path;
}

test("FFMPEG_PATH comes before PATH, PATH before a package", async () => {
  const named = await program("mine");
  const onPath = await program("ffmpeg");
  const packaged = await program("packaged");
  const PATH = ["/nowhere", folder].join(delimiter);
  const installed = () => ({ path: packaged });
  expect(findFfmpeg({ FFMPEG_PATH: named, PATH }, installed)).toEqual({ path: named });
  expect(findFfmpeg({ PATH }, installed)).toEqual({ path: onPath });
  expect(findFfmpeg({ PATH: "/nowhere" }, installed)).toEqual({ path: packaged });
});

test("on Windows the program is ffmpeg.exe, and PATH is spelled Path", async () => {
  await program("ffmpeg");
  const path = await program("ffmpeg.exe");
  const environment = { Path: folder, XDG_CACHE_HOME: folder };
  expect(findFfmpeg(environment, nothingInstalled, "win32")).toEqual({ path });
});

test("the packages are asked in their order, each for the form in which it tells the path", async () => {
  const packaged = await program("packaged");
  const asked: string[] = [];
  const load = (name: string) => {
    asked.push(name);
    return name === "ffmpeg-static" ? packaged : undefined;
  };
  expect(findFfmpeg({}, load)).toEqual({ path: packaged });
  expect(asked).toEqual(["@ffmpeg-installer/ffmpeg", "ffmpeg-static"]);
});

test("an FFMPEG_PATH that names no program is named, not passed over", async () => {
  await program("ffmpeg");
  const text = join(folder, "text");
  await writeFile(text, "no program");
  for (const wrong of [text, folder, join(folder, "absent")]) {
    expect(findFfmpeg({ FFMPEG_PATH: wrong, PATH: folder })).toEqual({
      missing: `ffmpeg is missing: FFMPEG_PATH names ${wrong}, which is no program that can be run`,
    });
  }
});

test("without ffmpeg one sentence says where it was looked for and what to type", () => {
  expect(findFfmpeg({ PATH: folder, XDG_CACHE_HOME: folder }, nothingInstalled)).toEqual({
    missing: expect.stringMatching(/neither named by FFMPEG_PATH nor on PATH; install it, or type npm install/),
  });
  // A package without a binary for this platform is as good as none.
  const absent = { path: join(folder, "absent") };
  expect(findFfmpeg({ XDG_CACHE_HOME: folder }, () => absent)).toHaveProperty("missing");
});
