import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cached } from "../../support/cached-file.ts";
import { onePixel, png, truncated } from "./broken-photos.ts";
import { loadPhotos } from "./load-photos.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "photos-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("four photos, two landscape and two portrait, each held in another way", async () => {
  const photos = await loadPhotos({ size: "small" }, folder);
  expect(photos.map(({ orientation, width, height }) => [orientation, width, height])).toEqual([
    [1, 640, 480],
    [3, 640, 480],
    [6, 480, 640],
    [8, 480, 640],
  ]);
  expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBe(4);
  expect(await readdir(folder)).toEqual(["small-0.jpg", "small-1.jpg", "small-2.jpg", "small-3.jpg"]);
});

/** The sun stands top right in every scene; a wrong orientation puts it elsewhere. */
test("turned by its orientation, every photo shows the sun top right", async () => {
  for (const photo of await loadPhotos({ size: "small" }, folder)) {
    const { data, info } = await sharp(photo.bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([photo.width, photo.height]);
    const at = (Math.floor(0.15 * info.height) * info.width + Math.floor(0.85 * info.width)) * 3;
    const [red = 0, , blue = 255] = data.subarray(at, at + 3);
    expect(red - blue).toBeGreaterThan(60);
  }
});

test("a photo is made once, and the same for two processes that make it at once", async () => {
  let made = 0;
  const make = async () => Buffer.from(`photo ${++made}`);
  await Promise.all([cached(folder, "a.jpg", make), cached(folder, "a.jpg", make)]);
  expect(made).toBeLessThanOrEqual(2);
  const later = await cached(folder, "a.jpg", make);
  expect(await cached(folder, "a.jpg", make)).toEqual(later);
  expect(await readdir(folder)).toEqual(["a.jpg"]);
});

test("a cache that cannot be written does not stop the run", async () => {
  await writeFile(join(folder, "file"), "");
  const bytes = await cached(join(folder, "file", "photos"), "a.jpg", async () => Buffer.from("photo"));
  expect(bytes.toString()).toBe("photo");
});

test("the user's own photos come by name, with their size as displayed", async () => {
  const [, , portrait] = await loadPhotos({ size: "small" }, join(folder, "cache"));
  for (const name of ["d.jpg", "b.jpeg", "a.JPG", "c.jpg", "e.txt"]) {
    await writeFile(join(folder, name), portrait?.bytes ?? "");
  }
  const photos = await loadPhotos({ size: "small", directory: folder });
  expect(photos.map(({ name, width, height, orientation }) => [name, width, height, orientation])).toEqual(
    ["a.JPG", "b.jpeg", "c.jpg", "d.jpg"].map((name) => [name, 480, 640, 6]),
  );
});

test("too few photos, or a file that is none, are named in one sentence", async () => {
  await writeFile(join(folder, "a.jpg"), "no photo");
  await expect(loadPhotos({ size: "small", directory: folder })).rejects.toThrow(/holds 1 JPEG files.*4 photos/);
  const full = join(folder, "full");
  await mkdir(full);
  for (const name of ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]) await writeFile(join(full, name), "no photo");
  await expect(loadPhotos({ size: "small", directory: full })).rejects.toThrow(/a\.jpg is not a JPEG image/);
});

test("broken photos are broken, odd ones are not", async () => {
  const [photo] = await loadPhotos({ size: "small" }, folder);
  if (!photo) throw new Error("there are four photos");
  const cut = truncated(photo);
  expect(cut.sha256).not.toBe(photo.sha256);
  await expect(sharp(cut.bytes, { failOn: "truncated" }).raw().toBuffer()).rejects.toThrow(/premature end/);
  expect(await sharp((await png("plan.png")).bytes).metadata()).toMatchObject({ format: "png", width: 300 });
  expect(await sharp((await onePixel("dot.jpg")).bytes).metadata()).toMatchObject({
    format: "jpeg",
    width: 1,
    height: 1,
  });
});
