import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { PictureError } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { colourDifference } from "./mean-colours.ts";
import { readDamagedJpegs } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;
const TOLERANCE = 12;

const jpegs = readDamagedJpegs();

test("what Go refuses is refused in its words", async () => {
  const sharp = await loadSharp();
  const refused = jpegs.filter(({ error }) => error !== undefined);
  const found: unknown[] = [];
  for (const { name, bytes } of refused) {
    const error = await decodePicture(sharp, bytes, 1, LARGEST_VARIANT).then(
      () => "decoded",
      (thrown: unknown) => (thrown instanceof PictureError ? thrown.message : thrown),
    );
    found.push({ name, error });
  }
  expect(refused.length).toBeGreaterThan(100);
  expect(found).toEqual(refused.map(({ name, error }) => ({ name, error })));
});

test("what Go decodes, damaged or not, has its size and its colours", async () => {
  const sharp = await loadSharp();
  const decodable = jpegs.flatMap(({ colours, size, ...rest }) =>
    colours && size ? [{ ...rest, colours, size }] : [],
  );
  const wrong: unknown[] = [];
  for (const { name, bytes, size, colours } of decodable) {
    const { original, base } = await decodePicture(sharp, bytes, 1, LARGEST_VARIANT);
    expect({ name, ...original }).toEqual({ name, width: size[0], height: size[1] });
    const difference = colourDifference(base, colours);
    if (difference > TOLERANCE) wrong.push({ name, difference });
  }
  expect(decodable.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});
