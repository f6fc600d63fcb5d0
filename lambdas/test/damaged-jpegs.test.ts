import { expect, test } from "vitest";
import { decodePicture } from "../thumbnails/decode.ts";
import { PictureError, type RawPicture } from "../thumbnails/raw-picture.ts";
import { loadSharp } from "../thumbnails/sharp-module.ts";
import { readDamagedJpegs } from "./recorded-pictures.ts";

const LARGEST_VARIANT = 1200;
const CELLS_A_SIDE = 3;
/** Chroma that libvips blends and Go repeats moves the mean of a cell by so much at most. */
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
    const differences = cellsOf(base).map((mean, at) => Math.abs(mean - (Buffer.from(colours, "hex")[at] ?? 0)));
    if (Math.max(...differences) > TOLERANCE) wrong.push({ name, differences });
  }
  expect(decodable.length).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

function cellsOf({ data, width, height }: RawPicture): number[] {
  const sums = Array.from({ length: CELLS_A_SIDE ** 2 * 3 }, () => ({ sum: 0, count: 0 }));
  const cellOf = (place: number, length: number) => {
    for (let cell = CELLS_A_SIDE - 1; cell > 0; cell--) {
      if (place >= Math.floor((cell * length) / CELLS_A_SIDE)) return cell;
    }
    return 0;
  };
  for (let pixel = 0; pixel < width * height; pixel++) {
    const cell = cellOf(Math.floor(pixel / width), height) * CELLS_A_SIDE + cellOf(pixel % width, width);
    for (let channel = 0; channel < 3; channel++) {
      const of = sums[cell * 3 + channel];
      if (!of) continue;
      of.sum += data[pixel * 3 + channel] ?? 0;
      of.count++;
    }
  }
  return sums.map(({ sum, count }) => sum / Math.max(1, count));
}
