import { expect, test } from "vitest";
import { exifOrientation } from "./exif-orientation.ts";

type Order = "II" | "MM";

/** TIFF data of one directory, which may lie elsewhere than behind the header. */
function tiff(
  order: Order,
  entries: readonly (readonly [number, number, number])[],
  { gap = 0, count = entries.length } = {},
) {
  const bytes = Buffer.alloc(8 + gap + 2 + entries.length * 12);
  const short = (value: number, at: number) =>
    order === "II" ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === "II" ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  bytes.write(order, "latin1");
  short(42, 2);
  long(8 + gap, 4);
  short(count, 8 + gap);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const at = 10 + gap + index * 12;
    short(tag, at);
    short(type, at + 2);
    long(1, at + 4);
    if (type === 1) bytes.writeUInt8(value, at + 8);
    else if (type === 3) short(value, at + 8);
    else long(value, at + 8);
  }
  return bytes;
}

function segment(marker: number, content: Buffer): Buffer {
  const length = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
}

const exif = (data: Buffer) => segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), data]));
const jpeg = (...parts: readonly Buffer[]) => Buffer.concat([Buffer.from([0xff, 0xd8]), ...parts]);
const scan = Buffer.from([0xff, 0xda, 0, 2]);
const six = (order: Order = "MM") => tiff(order, [[0x0112, 3, 6]]);
const [BYTE, ASCII, SHORT, LONG] = [1, 2, 3, 4];

test.each([
  ["big endian", jpeg(exif(six("MM")), scan)],
  ["little endian", jpeg(exif(six("II")), scan)],
  ["as a byte", jpeg(exif(tiff("II", [[0x0112, BYTE, 6]])))],
  ["as a long, big endian", jpeg(exif(tiff("MM", [[0x0112, LONG, 6]])))],
  ["as a long, little endian", jpeg(exif(tiff("II", [[0x0112, LONG, 6]])))],
  [
    "behind other entries",
    jpeg(
      exif(
        tiff("MM", [
          [0x0100, SHORT, 3],
          [0x0111, LONG, 8],
          [0x0112, SHORT, 6],
          [0x0113, SHORT, 5],
        ]),
      ),
    ),
  ],
  ["in a directory further on", jpeg(exif(tiff("MM", [[0x0112, SHORT, 6]], { gap: 30 })))],
  [
    "behind other segments",
    jpeg(segment(0xe0, Buffer.alloc(14)), segment(0xe1, Buffer.from("http://ns")), exif(six())),
  ],
  ["behind fill bytes", jpeg(Buffer.from([0xff, 0xff, 0xff]), exif(six()))],
  ["in the first of two", jpeg(exif(six()), exif(tiff("MM", [[0x0112, SHORT, 3]])))],
  [
    "the last that there is",
    jpeg(
      exif(
        tiff("MM", [
          [0x0112, SHORT, 3],
          [0x0112, SHORT, 6],
          [0x0112, SHORT, 9],
          [0x0112, SHORT, 0],
        ]),
      ),
    ),
  ],
  ["with fewer entries than announced", jpeg(exif(tiff("MM", [[0x0112, SHORT, 6]], { count: 9 })))],
])("an orientation %s is read", (_where, file) => {
  expect(exifOrientation(file)).toBe(6);
});

test.each([1, 8])("%i is an orientation", (value) => {
  expect(exifOrientation(jpeg(exif(tiff("MM", [[0x0112, SHORT, value]]))))).toBe(value);
});

const cutIn = (bytes: Buffer, left: number) => bytes.subarray(0, left);

test.each([
  ["another value", jpeg(exif(tiff("MM", [[0x0112, SHORT, 9]])))],
  ["zero", jpeg(exif(tiff("MM", [[0x0112, SHORT, 0]])))],
  ["a text", jpeg(exif(tiff("MM", [[0x0112, ASCII, 6]])))],
  ["another tag", jpeg(exif(tiff("MM", [[0x0113, SHORT, 6]])))],
  ["an entry that is not announced", jpeg(exif(tiff("MM", [[0x0112, SHORT, 6]], { count: 0 })))],
  ["an entry that does not end", jpeg(exif(cutIn(six(), 21)))],
  ["a directory beyond the end", jpeg(exif(cutIn(tiff("MM", [], { gap: 30 }), 20)))],
  ["a directory that has no room for its count", jpeg(exif(cutIn(tiff("MM", [], { gap: 3 }), 12)))],
  ["less than a directory", jpeg(exif(cutIn(six(), 9)))],
  ["another byte order", jpeg(exif(Buffer.concat([Buffer.from("MI"), six().subarray(2)])))],
  ["another introduction", jpeg(segment(0xe1, Buffer.concat([Buffer.from("exif\0\0"), six()])))],
  ["another segment", jpeg(segment(0xe2, Buffer.concat([Buffer.from("Exif\0\0"), six()])))],
  ["a scan before it", jpeg(scan, exif(six()))],
  ["something else between segments", jpeg(Buffer.from([0]), exif(six()))],
  ["no beginning of a JPEG", Buffer.concat([Buffer.from([0xff, 0xd9]), exif(six())])],
  ["a first byte that is none of a marker", Buffer.concat([Buffer.from([0xfe, 0xd8]), exif(six())])],
  ["only the beginning of a segment", jpeg(Buffer.from([0xff, 0xe1, 0]))],
  ["only fill bytes", jpeg(Buffer.alloc(9, 0xff))],
])("no orientation is read from %s", (_what, file) => {
  expect(exifOrientation(file)).toBeUndefined();
});
