import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { colourDifference } from "./mean-colours.ts";
import { readBrokenPictures } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;
/** Chroma of a JPEG is blended by libvips and repeated by Go. */
const TOLERANCE = { jpeg: 20, other: 1 };
/** Their values are so large that Go's 32 bits overflow. */
const OVERFLOWING = ['jpeg-grey {"edits":[[9,"9c"]]}', 'jpeg-grey {"edits":[[7,"ff"]]}'];
const pictures = Map.groupBy(readBrokenPictures(), ({ base }) => base);

test.each([...pictures])("%s, broken in many ways, is taken or refused as Go does", async (base, cases) => {
  const sharp = await loadSharp();
  const found: unknown[] = [];
  const otherColours: string[] = [];
  const expected: unknown[] = [];
  for (const { name, bytes, error, size, pixels, colours } of cases) {
    const outcome = await decodePicture(sharp, bytes, 1, LARGEST_VARIANT).then(
      ({ original: { width, height }, base: picture }) => {
        const difference = colourDifference(picture, colours ?? "");
        if (difference > TOLERANCE[base.startsWith("jpeg") && !base.endsWith("grey") ? "jpeg" : "other"])
          otherColours.push(name);
        return {
          size: [width, height],
          ...(pixels && { pixels: createHash("sha256").update(picture.data).digest("hex").slice(0, 16) }),
        };
      },
      (thrown: unknown) => (thrown instanceof PictureError ? { error: thrown.message } : { thrown }),
    );
    found.push({ name, ...outcome });
    expected.push({ name, ...(error === undefined ? { size, ...(pixels && { pixels }) } : { error }) });
  }
  expect(expected.length).toBeGreaterThan(30);
  expect(found).toEqual(expected);
  expect(otherColours.filter((one) => !OVERFLOWING.includes(one))).toEqual([]);
});
