import { GREYSCALE, INDEXED, type PngHeader, TRUECOLOUR } from "./header.ts";
import { formatError } from "./png-error.ts";

/** How many bytes PLTE may have (PNG, 11.2.3); refuses it for greyscale, once its bytes are there. */
export function requirePaletteLength({ depth }: PngHeader, length: number): void {
  const entries = Math.floor(length / 3);
  if (length % 3 !== 0 || entries <= 0 || entries > 256 || entries > 1 << depth) throw formatError("bad PLTE length");
}

export function requirePaletteAllowed({ colourType }: PngHeader): void {
  if (colourType !== INDEXED && (colourType & TRUECOLOUR) === 0) throw formatError("PLTE, color type mismatch");
}

/** How many bytes tRNS may have (PNG, 11.3.2.1); refuses it where there is an alpha channel. */
export function requireTransparencyLength({ colourType }: PngHeader, length: number): void {
  switch (colourType) {
    case GREYSCALE:
      if (length !== 2) throw formatError("bad tRNS length");
      return;
    case TRUECOLOUR:
      if (length !== 6) throw formatError("bad tRNS length");
      return;
    case INDEXED:
      if (length > 256) throw formatError("bad tRNS length");
      return;
    default:
      throw formatError("tRNS, color type mismatch");
  }
}

/**
 * What of a tRNS chunk has an effect in Go; libpng takes the rest otherwise. Entries for colours that there are not
 * have none; of other samples than 16-bit ones the low byte counts, and none of them equals one that is too large.
 */
export function usedTransparency({ colourType, depth }: PngHeader, data: Buffer, paletteEntries: number): Buffer {
  if (colourType === INDEXED) return data.subarray(0, paletteEntries);
  if (depth === 16) return data;
  const low = Buffer.from(data.map((byte, at) => (at % 2 === 0 ? 0 : byte)));
  return low.some((byte) => byte >= 1 << depth) ? low.subarray(0, 0) : low;
}
