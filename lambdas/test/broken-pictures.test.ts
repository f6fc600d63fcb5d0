import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { readBrokenPictures } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;
const pictures = Map.groupBy(readBrokenPictures(), ({ base }) => base);

test.each([...pictures])("%s, broken in many ways, is taken or refused as Go does", async (_base, cases) => {
  const sharp = await loadSharp();
  const found: unknown[] = [];
  const expected: unknown[] = [];
  for (const { name, bytes, error, size, pixels } of cases) {
    const outcome = await decodePicture(sharp, bytes, 1, LARGEST_VARIANT).then(
      ({ original: { width, height }, base }) => ({
        size: [width, height],
        ...(pixels && { pixels: createHash("sha256").update(base.data).digest("hex").slice(0, 16) }),
      }),
      (thrown: unknown) => (thrown instanceof PictureError ? { error: thrown.message } : { thrown }),
    );
    found.push({ name, ...outcome });
    expected.push({ name, ...(error === undefined ? { size, ...(pixels && { pixels }) } : { error }) });
  }
  expect(expected.length).toBeGreaterThan(30);
  expect(found).toEqual(expected);
});
