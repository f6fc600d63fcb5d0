import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { decodePicture } from "../thumbnails/decode.ts";
import { goexifOrientation } from "../thumbnails/go-image/exif/go-exif.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";

const LARGEST_VARIANT = 1200;

const picture = z.object({
  name: z.string(),
  length: z.number(),
  /** What Go 1.26.8 with imaging 1.6.2, goexif and x/image 2019-10-09 made of it: width and height, or its error. */
  size: z.tuple([z.number(), z.number()]).nullable(),
  error: z.string().nullable(),
  orientation: z.number(),
});

/**
 * Files that were reported, and files that were made by rule and broken by seed, with Go's recorded answers. The files
 * stand one after the other in go-pictures.br.
 */
function readPictures(): readonly (z.infer<typeof picture> & { bytes: Buffer })[] {
  const read = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
  const files = brotliDecompressSync(read("go-pictures.br"));
  let at = 0;
  return z
    .array(picture)
    .parse(JSON.parse(read("go-pictures.json").toString()))
    .map((one) => {
      at += one.length;
      return { ...one, bytes: files.subarray(at - one.length, at) };
    });
}

test.each(readPictures())("$name: Go says $size $error", async ({ bytes, size, error, orientation }) => {
  expect(goexifOrientation(bytes) ?? 1).toBe(orientation);
  const outcome = await decodePicture(await loadSharp(), bytes, 1, LARGEST_VARIANT).catch((thrown: unknown) => thrown);
  if (error !== null) {
    expect(outcome).toBeInstanceOf(PictureError);
    expect(outcome).toHaveProperty("message", error);
  } else {
    expect(outcome).toHaveProperty("original", { width: size?.[0], height: size?.[1] });
  }
});
