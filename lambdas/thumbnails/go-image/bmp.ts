import { PictureError, type RawPicture } from "../raw-picture.ts";
import type { Dimensions } from "../sizes.ts";
import { BufferedReader, BytesSource } from "./buffered-reader.ts";
import { paletteToRgb } from "./palette-to-rgb.ts";

const FILE_HEADER_BYTES = 14;
/** BITMAPINFOHEADER, BITMAPV4HEADER and BITMAPV5HEADER. */
const INFO_HEADER_BYTES = [40, 108, 124];
const COLOURS = 256;
const BITFIELDS = 3;
/** The masks of uncompressed pixels: red, green, blue, alpha. */
const USUAL_MASKS = [0xff0000, 0xff00, 0xff, 0xff000000];

/**
 * A Windows bitmap as golang.org/x/image/bmp reads it in the version that imaging 1.6.2 asks for (2019-10-09): 8, 24
 * or 32 bits, uncompressed, pixels right after header and colours. Newer versions know more. Throws what it says of
 * others.
 */
export function decodeBmp(bytes: Buffer): RawPicture {
  const input = new BufferedReader(new BytesSource(bytes));
  const start = Buffer.from(input.readFull(FILE_HEADER_BYTES + 4));
  const offset = start.readUInt32LE(10);
  const infoBytes = start.readUInt32LE(14);
  if (!INFO_HEADER_BYTES.includes(infoBytes)) throw unsupported();
  const info = Buffer.concat([start.subarray(FILE_HEADER_BYTES), input.readFull(infoBytes - 4)]);
  const [width, signedHeight] = [info.readInt32LE(4), info.readInt32LE(8)];
  const height = Math.abs(signedHeight);
  if (width < 0) throw unsupported();
  if (info.readUInt16LE(12) !== 1 || !isUncompressed(info)) throw unsupported();
  const headers = FILE_HEADER_BYTES + infoBytes;
  const size = { width, height, bottomUp: signedHeight > 0 };
  switch (info.readUInt16LE(14)) {
    case 8: {
      if (offset !== headers + COLOURS * 4) throw unsupported();
      const palette = colours(input.readFull(COLOURS * 4));
      return readRows(size, () => paletteToRgb(paddedRow(input, width), palette));
    }
    case 24:
      if (offset !== headers) throw unsupported();
      return readRows(size, () => fromBgr(input.readFull(Math.ceil((3 * width) / 4) * 4), width));
    case 32:
      if (offset !== headers) throw unsupported();
      return readRows(size, () => fromBgra(input.readFull(4 * width), width));
    default:
      throw unsupported();
  }
}

interface BitmapSize extends Dimensions {
  /** The last row comes first, unless the height is negative. */
  readonly bottomUp: boolean;
}

function readRows({ width, height, bottomUp }: BitmapSize, readRow: () => Uint8Array): RawPicture {
  if (width === 0 || height === 0) return { data: Buffer.alloc(0), width, height };
  const rows: Uint8Array[] = [];
  while (rows.length < height) rows.push(readRow());
  if (bottomUp) rows.reverse();
  return { data: Buffer.concat(rows), width, height };
}

/** Rows are padded to four bytes; Go reads the padding by itself. */
function paddedRow(input: BufferedReader, width: number): Uint8Array {
  const row = Uint8Array.from(input.readFull(width));
  if (width % 4 !== 0) input.readFull(4 - (width % 4));
  return row;
}

function unsupported(): PictureError {
  return new PictureError("bmp: unsupported BMP image");
}

function isUncompressed(info: Buffer): boolean {
  const compression = info.readUInt32LE(16);
  if (compression !== BITFIELDS || info.length === INFO_HEADER_BYTES[0]) return compression === 0;
  return USUAL_MASKS.every((mask, index) => info.readUInt32LE(40 + 4 * index) === mask);
}

function colours(entries: Uint8Array): Uint8Array {
  const palette = new Uint8Array((entries.length / 4) * 3);
  for (let entry = 0; entry < entries.length / 4; entry++) {
    for (let channel = 0; channel < 3; channel++) {
      palette[3 * entry + channel] = entries[4 * entry + 2 - channel] as number;
    }
  }
  return palette;
}

function fromBgr(row: Uint8Array, width: number): Uint8Array {
  const rgb = new Uint8Array(3 * width);
  for (let at = 0; at < rgb.length; at += 3) {
    rgb[at] = row[at + 2] as number;
    rgb[at + 1] = row[at + 1] as number;
    rgb[at + 2] = row[at] as number;
  }
  return rgb;
}

/** The fourth byte is taken for an alpha channel, so that pixels are black in the many files that have 0 there. */
function fromBgra(row: Uint8Array, width: number): Uint8Array {
  const rgb = new Uint8Array(3 * width);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    const alpha = (row[from + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[to + channel] = Math.round((row[from + 2 - channel] as number) * alpha);
    }
  }
  return rgb;
}
