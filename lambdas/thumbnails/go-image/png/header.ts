import { PictureError } from "../../raw-picture.ts";
import { formatError, unsupported } from "./png-error.ts";

/** What IHDR says (PNG, 11.2.2). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

export const GREYSCALE = 0;
export const TRUECOLOUR = 2;
export const INDEXED = 3;
const GREYSCALE_ALPHA = 4;
const TRUECOLOUR_ALPHA = 6;

/** Samples of a pixel, and the depths that a sample may have (PNG, table 11.1). */
const COLOUR_TYPES: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  [GREYSCALE]: { samples: 1, depths: [1, 2, 4, 8, 16] },
  [TRUECOLOUR]: { samples: 3, depths: [8, 16] },
  [INDEXED]: { samples: 1, depths: [1, 2, 4, 8] },
  [GREYSCALE_ALPHA]: { samples: 2, depths: [8, 16] },
  [TRUECOLOUR_ALPHA]: { samples: 4, depths: [8, 16] },
};

/** Go counts bytes of pictures in 64 bits, and takes 8 bytes for a pixel. */
const MOST_PIXELS = 2n ** 60n;

/** The fields in Go's order: the first that is wrong is what it says (Go 1.26 image/png, run). */
export function readHeader(data: Uint8Array): PngHeader {
  const [depth = 0, colourType = 0, compression = 0, filter = 0, interlace = 0] = data.subarray(8, 13);
  if (compression !== 0) throw unsupported("compression method");
  if (filter !== 0) throw unsupported("filter method");
  if (interlace > 1) throw formatError("invalid interlace method");
  const size = Buffer.from(data);
  const [width, height] = [size.readInt32BE(0), size.readInt32BE(4)];
  if (width <= 0 || height <= 0) throw formatError("non-positive dimension");
  if (BigInt(width) * BigInt(height) >= MOST_PIXELS) throw unsupported("dimension overflow");
  if (!COLOUR_TYPES[colourType]?.depths.includes(depth)) {
    throw unsupported(`bit depth ${depth}, color type ${colourType}`);
  }
  return { width, height, depth, colourType, interlaced: interlace === 1 };
}

export function bitsPerPixel({ depth, colourType }: PngHeader): number {
  const type = COLOUR_TYPES[colourType];
  if (!type) throw new PictureError(`no colour type ${colourType}`);
  return depth * type.samples;
}
