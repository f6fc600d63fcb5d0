import { expect, test } from "vitest";
import { centralDirectory, dataDescriptor, isFolder, localHeader, type WrittenEntry } from "./zip-records.ts";

const LIMIT = 0xffff_ffff;
const small: WrittenEntry = { name: "a.jpg", offset: 0x0102_0304, crc: 0x1112_1314, compressedSize: 0x21, size: 0x31 };

// PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.9, 4.3.12 and 4.3.14 to 4.3.16; the values are those of Go's archive/zip.
test("a file's header: version 2.0, sizes follow, deflated, no date; its name behind it", () => {
  expect(localHeader("a.jpg").toString("hex")).toBe(
    `504b0304 1400 0800 0800 0000 0000 00000000 00000000 00000000 0500 0000 ${hex("a.jpg")}`.replaceAll(" ", ""),
  );
});

test.each([
  ["a.jpg", "0800"],
  ["é.jpg", "0808"],
  ["a\\b.jpg", "0808"],
  ["a~b.jpg", "0808"],
  ["folder/", "0000"],
])("the flags of %s are %s", (name, flags) => {
  expect(localHeader(name).subarray(6, 8).toString("hex")).toBe(flags);
});

test("a folder is stored, a file is deflated", () => {
  expect([isFolder("a/"), isFolder("a/b")]).toEqual([true, false]);
  expect(localHeader("a/").readUInt16LE(8)).toBe(0);
  expect(localHeader("a").readUInt16LE(8)).toBe(8);
});

test.each([
  [0x21, 0x31, 16],
  [LIMIT - 1, LIMIT - 1, 16],
  [LIMIT, 1, 24],
  [1, LIMIT, 24],
])("the descriptor of %i bytes from %i has %i", (compressedSize, size, length) => {
  const record = dataDescriptor({ ...small, compressedSize, size });
  expect(record).toHaveLength(length);
  expect([record.readUInt32LE(0), record.readUInt32LE(4)]).toEqual([0x08074b50, small.crc]);
  const sizes =
    length === 16
      ? [record.readUInt32LE(8), record.readUInt32LE(12)]
      : [record.readBigUInt64LE(8), record.readBigUInt64LE(16)];
  expect(sizes.map(Number)).toEqual([compressedSize, size]);
});

test("the directory: each file, then the end with their number, its size and its place", () => {
  const directory = centralDirectory([small, { ...small, name: "é" }], 0x55);
  const entry = (name: string, flags: string, length: string) =>
    `504b0102 1400 1400 ${flags} 0800 0000 0000 14131211 21000000 31000000 ${length} 0000 0000 0000 0000 00000000 04030201 ${hex(name)}`;
  const size = 46 * 2 + 5 + 2;
  expect(directory.toString("hex")).toBe(
    `${entry("a.jpg", "0800", "0500")}${entry("é", "0808", "0200")}504b0506 0000 0000 0200 0200 ${size.toString(16)}000000 55000000 0000`.replaceAll(
      " ",
      "",
    ),
  );
});

test.each([
  ["size", { size: LIMIT }, 45],
  ["compressed size", { compressedSize: LIMIT }, 45],
  // Go asks for the newer version by the sizes alone.
  ["offset", { offset: LIMIT }, 20],
])("a file whose %s needs 64 bits has all three of them in an extra field", (_what, change, version) => {
  const entry = { ...small, ...change };
  const record = centralDirectory([entry], 0);
  expect(record.readUInt16LE(6)).toBe(version);
  expect([record.readUInt32LE(20), record.readUInt32LE(24)]).toEqual([LIMIT, LIMIT]);
  expect(record.readUInt16LE(30)).toBe(28);
  expect(record.readUInt32LE(42)).toBe(entry.offset);
  const extra = record.subarray(46 + entry.name.length);
  expect([extra.readUInt16LE(0), extra.readUInt16LE(2)]).toEqual([1, 24]);
  expect([4, 12, 20].map((at) => Number(extra.readBigUInt64LE(at)))).toEqual([
    entry.size,
    entry.compressedSize,
    entry.offset,
  ]);
});

test.each([
  ["an offset", 1, LIMIT],
  ["a number of files", 0xffff, 0x55],
])("%s that needs 64 bits puts the records of ZIP64 before the end", (_what, count, offset) => {
  const directory = centralDirectory(new Array<WrittenEntry>(count).fill(small), offset);
  const size = count * 51;
  const end = directory.subarray(size + 76);
  expect(end.toString("hex")).toBe("504b050600000000ffffffffffffffffffffffff0000");
  const record = directory.subarray(size, size + 56);
  expect([record.readUInt32LE(0), Number(record.readBigUInt64LE(4))]).toEqual([0x06064b50, 44]);
  expect([record.readUInt16LE(12), record.readUInt16LE(14)]).toEqual([45, 45]);
  expect([24, 32, 40, 48].map((at) => Number(record.readBigUInt64LE(at)))).toEqual([count, count, size, offset]);
  const locator = directory.subarray(size + 56, size + 76);
  expect([locator.readUInt32LE(0), Number(locator.readBigUInt64LE(8)), locator.readUInt32LE(16)]).toEqual([
    0x07064b50,
    offset + size,
    1,
  ]);
});

test("one file less, and one byte less, need none", () => {
  for (const [count, offset] of [
    [0xfffe, 0],
    [1, LIMIT - 1],
  ] as const) {
    expect(centralDirectory(new Array<WrittenEntry>(count).fill(small), offset)).toHaveLength(count * 51 + 22);
  }
});

function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}
