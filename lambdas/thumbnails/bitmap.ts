import { PictureError, type RawPicture } from "./raw-picture.ts";

const FILE_HEADER_BYTES = 14;
const PALETTE_ENTRY_BYTES = 4;

/**
 * Decodes an uncompressed Windows bitmap of 8, 24 or 32 bits, which the real Lambda's library reads and sharp does not.
 * Throws a PictureError for others.
 */
export function decodeBitmap(bytes: Buffer): RawPicture {
  if (bytes.length < FILE_HEADER_BYTES + 40) throw new PictureError("unexpected EOF");
  const offset = bytes.readUInt32LE(10);
  const headerBytes = bytes.readUInt32LE(14);
  const width = bytes.readInt32LE(18);
  const signedHeight = bytes.readInt32LE(22);
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  if (width <= 0 || signedHeight === 0 || compression !== 0 || ![8, 24, 32].includes(bits)) {
    throw new PictureError("bmp: unsupported BMP image");
  }
  const height = Math.abs(signedHeight);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (offset + stride * height > bytes.length) throw new PictureError("unexpected EOF");
  const palette = bytes.subarray(FILE_HEADER_BYTES + headerBytes, offset);
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    // Rows come bottom up, unless the height is negative.
    const row = offset + stride * (signedHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const [source, at] =
        bits === 8 ? [palette, (bytes[row + x] ?? 0) * PALETTE_ENTRY_BYTES] : [bytes, row + (x * bits) / 8];
      const target = (y * width + x) * 3;
      data[target] = source[at + 2] ?? 0;
      data[target + 1] = source[at + 1] ?? 0;
      data[target + 2] = source[at] ?? 0;
    }
  }
  return { data, width, height };
}
