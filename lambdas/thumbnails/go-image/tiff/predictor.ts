import type { Samples } from "./colour-model.ts";
import type { Block } from "./layout.ts";
import { formatError, unsupported } from "./tiff-error.ts";

/** Adds up differences between neighbours (TIFF 6.0, section 14); answers the bytes anew. */
export function undoPrediction(
  data: Uint8Array,
  { bits, perPixel }: Samples,
  block: Block,
  littleEndian: boolean,
): Uint8Array {
  if (bits === 1) throw unsupported("horizontal predictor with 1 BitsPerSample");
  const pixelBytes = (bits / 8) * perPixel;
  const bytes = Uint8Array.from(data);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let row = 0; row < block.height; row++) {
    at += pixelBytes;
    for (const end = at + (block.width - 1) * pixelBytes; at < end; at += bits / 8) {
      if (at + bits / 8 > bytes.length) throw formatError("not enough pixel data");
      if (bits === 8) bytes[at] = (bytes[at] as number) + (bytes[at - pixelBytes] as number);
      else {
        const sum = view.getUint16(at, littleEndian) + view.getUint16(at - pixelBytes, littleEndian);
        view.setUint16(at, sum, littleEndian);
      }
    }
  }
  return bytes;
}
