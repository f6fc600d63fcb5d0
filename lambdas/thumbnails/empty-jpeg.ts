import type { SharpModule } from "./sharp-module.ts";

const SOF0 = Buffer.from([0xff, 0xc0]);
const SOS = Buffer.from([0xff, 0xda]);
const EOI = Buffer.from([0xff, 0xd9]);

/**
 * A JPEG of 0×0 pixels: the variants of a picture without pixels, which Go resizes to nothing and encodes without an
 * error (imaging 1.6.2, run). libvips does not, so a picture of one pixel loses it.
 */
export async function emptyJpeg(sharp: SharpModule): Promise<Buffer> {
  const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#000000" } })
    .jpeg()
    .toBuffer();
  const frame = pixel.indexOf(SOF0);
  pixel.fill(0, frame + 5, frame + 9);
  const scan = pixel.indexOf(SOS);
  return Buffer.concat([pixel.subarray(0, scan + 2 + pixel.readUInt16BE(scan + 2)), EOI]);
}
