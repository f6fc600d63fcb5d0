import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { orientationOf } from "./orientation.ts";

const fixed = new System("fixed");
const entry = (tag: number, type: number, count: number, value: number) => {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(tag);
  bytes.writeUInt16BE(type, 2);
  bytes.writeUInt32BE(count, 4);
  if (type === 3) bytes.writeUInt16BE(value, 8);
  else bytes.writeUInt32BE(value, 8);
  return bytes;
};
const TURNED = entry(0x0112, 3, 1, 6);

function segment(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, content.length + 2]), content]);
}

function exif(entries: readonly Buffer[], next = 0): Buffer {
  const [count, nextDirectory] = [Buffer.alloc(2), Buffer.alloc(4)];
  count.writeUInt16BE(entries.length);
  nextDirectory.writeUInt32BE(next);
  const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  return segment(Buffer.concat([Buffer.from("Exif\0\0"), header, count, ...entries, nextDirectory]));
}

function jpeg(...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xda])]);
}

test.each([
  ["another directory beyond the end", jpeg(exif([TURNED], 9999))],
  ["a GPS directory beyond the end", jpeg(exif([TURNED, entry(0x8825, 4, 1, 9999)]))],
  ["a resolution beyond the end", jpeg(exif([TURNED, entry(0x011a, 5, 1, 9999)]))],
  ["a tag without values", jpeg(exif([TURNED, entry(0x0128, 3, 0, 0)]))],
  ["XMP before it", jpeg(segment(Buffer.from("http://ns.adobe.com/xap/1.0/\0")), exif([TURNED]))],
])("an orientation with %s is read, and given up with D37", (_what, file) => {
  expect(orientationOf(fixed, file)).toBe(6);
  expect(orientationOf(fixed.with({ added: ["D37"] }), file)).toBe(1);
});

test.each([
  ["sound EXIF data", jpeg(exif([TURNED])), 6],
  ["two orientations", jpeg(exif([TURNED, entry(0x0112, 3, 1, 8)])), 8],
  ["an orientation that there is not", jpeg(exif([entry(0x0112, 3, 1, 9)])), 1],
  ["none", jpeg(exif([entry(0x0128, 3, 1, 2)])), 1],
  ["no EXIF data", jpeg(), 1],
  ["damaged EXIF data without an orientation", jpeg(exif([], 9999)), 1],
  ["nothing in it", Buffer.alloc(0), 1],
])("%s: D37 is not asked about", (_what, file, orientation) => {
  const asked: string[] = [];
  const system = new System("fixed", [], (defect) => asked.push(defect));
  expect(orientationOf(system, file)).toBe(orientation);
  expect(asked).toEqual([]);
});
