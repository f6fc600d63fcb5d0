import { expect, test } from "vitest";
import type { ColourModel, Samples } from "./colour-model.ts";
import type { Directory } from "./directory.ts";
import { bitsPerPixel, pixelReader } from "./pixel-reader.ts";

const UNTOUCHED = 7;

/** What is written at the second pixel of three. `palette`: reds, then greens, then blues. */
function read(
  model: ColourModel,
  bits: number,
  data: readonly number[],
  at: number,
  littleEndian = true,
  palette: number[] = [],
) {
  const missing: number[][] = [];
  const directory: Directory = { has: () => true, values: () => palette, littleEndian };
  const samples: Samples = { model, bits, perPixel: 1 };
  const rgb = new Uint8Array(9).fill(UNTOUCHED);
  pixelReader(samples, directory, (index, colours) => missing.push([index, colours]))(
    Uint8Array.from(data),
    at,
    rgb,
    3,
  );
  expect([...rgb.subarray(0, 3), ...rgb.subarray(6)]).toEqual(new Array(6).fill(UNTOUCHED));
  return { rgb: [...rgb.subarray(3, 6)], missing };
}

test.each<[string, ColourModel, number, number[], number, number[]]>([
  ["one bit, set", "black-is-zero", 1, [0, 0b00100000], 10, [255, 255, 255]],
  ["one bit, not set", "black-is-zero", 1, [0xff, 0b11011111], 10, [0, 0, 0]],
  ["one bit, the other way round", "white-is-zero", 1, [0, 0b00100000], 10, [0, 0, 0]],
  ["eight bits", "black-is-zero", 8, [1, 200, 3], 1, [200, 200, 200]],
  ["eight bits, the other way round", "white-is-zero", 8, [1, 200, 3], 1, [55, 55, 55]],
  ["red, green and blue", "rgb", 8, [1, 2, 3, 4], 1, [2, 3, 4]],
  ["alpha of one half", "rgb-with-alpha", 8, [9, 200, 100, 50, 128], 1, [100, 50, 25]],
  ["alpha of one half, premultiplied", "premultiplied", 8, [9, 100, 50, 25, 128], 1, [100, 50, 25]],
  ["no alpha, premultiplied", "premultiplied", 8, [100, 50, 25, 0], 0, [0, 0, 0]],
  // More than alpha allows: the quotient is cut to a byte.
  ["200 of 100, premultiplied", "premultiplied", 8, [200, 100, 0, 100], 0, [100, 100, 0]],
])("%s (%s, %i bits)", (_, model, bits, data, at, rgb) => {
  expect(read(model, bits, data, at).rgb).toEqual(rgb);
});

test("of sixteen bits the higher eight count, on whichever side they stand", () => {
  const data = [0, 0, 1, 10, 2, 20, 3, 30, 4, 128];
  expect(read("rgb", 16, data, 2, true).rgb).toEqual([10, 20, 30]);
  expect(read("rgb", 16, data, 2, false).rgb).toEqual([1, 2, 3]);
  expect(read("black-is-zero", 16, data, 4, true).rgb).toEqual([20, 20, 20]);
  expect(read("white-is-zero", 16, data, 4, false).rgb).toEqual([253, 253, 253]);
  expect(read("rgb-with-alpha", 16, data, 2, true).rgb).toEqual([5, 10, 15]);
  expect(read("premultiplied", 16, [0, 10, 0, 20, 0, 30, 0, 255], 0, true).rgb).toEqual([10, 20, 30]);
});

test("a palette has sixteen bits for each part of a colour", () => {
  const palette = [0x1000, 0x2000, 0x30ff, 0x4000, 0x5000, 0x60ff, 0x7000, 0x8000, 0x90ff];
  expect(read("palette", 8, [0, 2], 1, true, palette)).toEqual({ rgb: [0x30, 0x60, 0x90], missing: [] });
  expect(read("palette", 1, [0b01000000], 1, true, palette).rgb).toEqual([0x20, 0x50, 0x80]);
  expect(read("palette", 1, [0b01000000], 0, true, palette).rgb).toEqual([0x10, 0x40, 0x70]);
  // Of two bytes the second, whatever the order.
  for (const littleEndian of [true, false])
    expect(read("palette", 16, [9, 1], 0, littleEndian, palette).rgb).toEqual([0x20, 0x50, 0x80]);
});

test("a colour that the palette does not have is told, and nothing is written", () => {
  const palette = [1, 2, 3, 4, 5, 6];
  expect(read("palette", 8, [2], 0, true, palette)).toEqual({ rgb: new Array(3).fill(UNTOUCHED), missing: [[2, 2]] });
  expect(read("palette", 8, [1], 0, true, palette).missing).toEqual([]);
});

test.each<[ColourModel, number]>([
  ["rgb", 24],
  ["premultiplied", 32],
  ["rgb-with-alpha", 32],
  ["palette", 8],
  ["black-is-zero", 8],
  ["white-is-zero", 8],
])("a pixel of %s has %i bits where a sample has eight", (model, bits) => {
  expect(bitsPerPixel({ model, bits: 8, perPixel: 5 })).toBe(bits);
});
