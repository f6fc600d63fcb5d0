import { type Directory, Tag } from "./directory.ts";
import { formatError, unsupported } from "./tiff-error.ts";

export type ColourModel = "white-is-zero" | "black-is-zero" | "palette" | "rgb" | "rgb-with-alpha" | "premultiplied";

const WHITE_IS_ZERO = 0;
const BLACK_IS_ZERO = 1;
const RGB = 2;
const PALETTE = 3;
const ASSOCIATED_ALPHA = 1;
const UNASSOCIATED_ALPHA = 2;

export interface Samples {
  readonly model: ColourModel;
  readonly bits: number;
  readonly perPixel: number;
}

/**
 * How pixels are stored (Go's golang.org/x/image/tiff, 2019-10-09): 1, 8 or 16 bits, grey, palette or red-green-blue.
 */
export function samplesOf({ has, values }: Directory): Samples {
  const bitsPerSample = has(Tag.bitsPerSample) ? values(Tag.bitsPerSample) : [1];
  const bits = bitsPerSample[0] ?? 0;
  if (bits === 0) throw formatError("BitsPerSample must not be 0");
  if (![1, 8, 16].includes(bits)) throw unsupported(`BitsPerSample of ${bits}`);
  const perPixel = bitsPerSample.length;
  switch (values(Tag.photometricInterpretation)[0] ?? 0) {
    case RGB: {
      const wanted = bits === 16 ? 16 : 8;
      if (bitsPerSample.some((one) => one !== wanted))
        throw formatError(`wrong number of samples for ${wanted}bit RGB`);
      return { model: rgbModel(perPixel, values(Tag.extraSamples)[0]), bits, perPixel };
    }
    case PALETTE:
      return { model: "palette", bits, perPixel };
    case WHITE_IS_ZERO:
      return { model: "white-is-zero", bits, perPixel };
    case BLACK_IS_ZERO:
      return { model: "black-is-zero", bits, perPixel };
    default:
      throw unsupported("color model");
  }
}

function rgbModel(perPixel: number, extra: number | undefined): ColourModel {
  if (perPixel === 3) return "rgb";
  if (perPixel === 4 && extra === ASSOCIATED_ALPHA) return "premultiplied";
  if (perPixel === 4 && extra === UNASSOCIATED_ALPHA) return "rgb-with-alpha";
  throw formatError("wrong number of samples for RGB");
}
