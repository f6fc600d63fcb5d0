import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { goexifOrientation } from "../thumbnails/go-image/exif/go-exif.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { readGoPictures } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;

test.each(readGoPictures())("$name: Go says $size $error", async ({ bytes, size, error, orientation }) => {
  expect(goexifOrientation(bytes) ?? 1).toBe(orientation);
  const outcome = await decodePicture(await loadSharp(), bytes, 1, LARGEST_VARIANT).catch((thrown: unknown) => thrown);
  if (error !== undefined) {
    expect(outcome).toBeInstanceOf(PictureError);
    expect(outcome).toHaveProperty("message", error);
  } else {
    expect(outcome).toHaveProperty("original", { width: size?.[0], height: size?.[1] });
  }
});
