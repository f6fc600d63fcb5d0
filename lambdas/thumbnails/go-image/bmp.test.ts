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

test("a bitmap that is cut off is refused", () => {
  expect(() => decodeBmp(bitmap(24).subarray(0, 60))).toThrow("unexpected EOF");
});

test("the fourth byte of 32 bits is an alpha channel: with 0 there the picture is black", () => {
  const file = bitmap(32);
  for (let at = 54 + 3; at < file.length; at += 4) file[at] = 0;
  expect([...decodeBmp(file).data]).toEqual(new Array(12).fill(0));
});
