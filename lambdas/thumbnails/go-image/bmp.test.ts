import { expect, test } from "vitest";
import { decodeBmp } from "./bmp.ts";

/** 2×2: top row red, green; bottom row blue, white. Rows are padded to four bytes and stored bottom up. */
function bitmap(bits: 24 | 32): Buffer {
  const pixels = [
    [0xff, 0, 0],
    [0xff, 0xff, 0xff],
    [0, 0, 0xff],
    [0, 0xff, 0],
  ].map((bgr) => (bits === 32 ? [...bgr, 0xff] : bgr));
  const rows = bits === 32 ? pixels.flat() : [...pixels.slice(0, 2).flat(), 0, 0, ...pixels.slice(2).flat(), 0, 0];
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(2, 18);
  header.writeInt32LE(2, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  return Buffer.concat([header, Buffer.from(rows)]);
}

test.each([24, 32] as const)("a bitmap of %i bits comes out upright, red first", (bits) => {
  const { data, width, height } = decodeBmp(bitmap(bits));
  expect([width, height]).toEqual([2, 2]);
  expect([...data]).toEqual([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
});

/** 3×2 pixels of eight bits; the palette's colour n is blue n, green 2n, red 255-n. */
function withPalette(height: 2 | -2, offset = 54 + 1024): Buffer {
  const header = Buffer.from(bitmap(24).subarray(0, 54));
  header.writeUInt32LE(offset, 10);
  header.writeInt32LE(3, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(8, 28);
  const palette = Array.from({ length: 256 }, (_, n) => [n, (2 * n) & 0xff, 255 - n, 99]);
  // Rows of three bytes have one more.
  return Buffer.concat([header, Buffer.from(palette.flat()), Buffer.from([0, 1, 2, 77, 253, 254, 255, 77])]);
}

const colour = (n: number) => [255 - n, (2 * n) & 0xff, n];

test("eight bits are looked up in the palette; a negative height means the first row is the top one", () => {
  expect([...decodeBmp(withPalette(-2)).data]).toEqual([0, 1, 2, 253, 254, 255].flatMap(colour));
  expect([...decodeBmp(withPalette(2)).data]).toEqual([253, 254, 255, 0, 1, 2].flatMap(colour));
});

test("a bitmap without padding, whose rows are four pixels, is read to its last byte", () => {
  const file = withPalette(-2);
  file.writeInt32LE(4, 18);
  expect([...decodeBmp(file).data]).toEqual([0, 1, 2, 77, 253, 254, 255, 77].flatMap(colour));
});

/** With one field of the headers changed. */
function changed(file: Buffer, at: number, value: number, bytes: 2 | 4 = 4): Buffer {
  const copy = Buffer.from(file);
  if (bytes === 2) copy.writeUInt16LE(value & 0xffff, at);
  else copy.writeInt32LE(value, at);
  return copy;
}

test.each([
  ["pixels that do not follow the palette", withPalette(2, 54 + 1020)],
  ["pixels that do not follow the headers, 24 bits", changed(bitmap(24), 10, 58)],
  ["pixels that do not follow the headers, 32 bits", changed(bitmap(32), 10, 58)],
  ["an older header", changed(bitmap(24), 14, 12)],
  ["a negative width", changed(bitmap(24), 18, -2)],
  ["two planes", changed(bitmap(24), 26, 2, 2)],
  ["16 bits", changed(bitmap(24), 28, 16, 2)],
  ["run-length coding", changed(bitmap(24), 30, 1)],
  ["bit fields in a header that has no masks", changed(bitmap(32), 30, 3)],
])("%s are refused", (_, file) => {
  expect(() => decodeBmp(file)).toThrow("bmp: unsupported BMP image");
});

/** A header of version 4, whose masks follow its first 40 bytes. */
function withMasks(masks: readonly number[]): Buffer {
  const small = bitmap(32);
  const header = Buffer.concat([small.subarray(0, 54), Buffer.alloc(108 - 40)]);
  header.writeUInt32LE(14 + 108, 10);
  header.writeUInt32LE(108, 14);
  header.writeUInt32LE(3, 30);
  for (const [index, mask] of masks.entries()) header.writeUInt32LE(mask, 54 + 4 * index);
  return Buffer.concat([header, small.subarray(54)]);
}

test("bit fields are taken where they are the usual ones", () => {
  expect([...decodeBmp(withMasks([0xff0000, 0xff00, 0xff, 0xff000000])).data]).toEqual([...decodeBmp(bitmap(32)).data]);
  for (const other of [0, 1, 2, 3]) {
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000].map((mask, index) => (index === other ? 0x0f : mask));
    expect(() => decodeBmp(withMasks(masks))).toThrow("bmp: unsupported BMP image");
  }
});

test.each([18, 22])("a size of 0 (field at %i) is a picture without pixels", (at) => {
  expect(decodeBmp(changed(bitmap(24), at, 0)).data).toHaveLength(0);
});

test("a bitmap that is cut off is refused", () => {
  expect(() => decodeBmp(bitmap(24).subarray(0, 60))).toThrow("unexpected EOF");
});

test("the fourth byte of 32 bits is an alpha channel: with 0 there the picture is black", () => {
  const file = bitmap(32);
  for (let at = 54 + 3; at < file.length; at += 4) file[at] = 0;
  expect([...decodeBmp(file).data]).toEqual(new Array(12).fill(0));
});
