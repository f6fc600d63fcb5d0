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
