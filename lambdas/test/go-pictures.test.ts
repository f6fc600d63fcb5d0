import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { goexifOrientation } from "../thumbnails/go-image/exif/go-exif.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { colourDifference } from "./mean-colours.ts";
import { readGoPictures } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;
const TOLERANCE = 3;

test.each(readGoPictures())("$name: Go says $size $error", async ({ bytes, size, error, orientation, colours }) => {
  expect(goexifOrientation(bytes) ?? 1).toBe(orientation);
  const outcome = await decodePicture(await loadSharp(), bytes, 1, LARGEST_VARIANT).catch((thrown: unknown) => {
    if (thrown instanceof PictureError) return thrown.message;
    throw thrown;
  });
  if (typeof outcome === "string" || error !== undefined) {
    expect(outcome).toBe(error);
  } else {
    expect(outcome.original).toEqual({ width: size?.[0], height: size?.[1] });
    expect(colourDifference(outcome.base, colours ?? "")).toBeLessThanOrEqual(TOLERANCE);
  }
});
