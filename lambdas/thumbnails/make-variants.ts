import { decodePicture } from "./decode.ts";
import { emptyJpeg } from "./empty-jpeg.ts";
import { enlarge } from "./enlarge.ts";
import type { Orientation } from "./orientation.ts";
import { PictureError, type RawPicture } from "./raw-picture.ts";
import { loadSharp, type SharpModule } from "./sharp-module.ts";
import { type Dimensions, fitsInJpeg, isEmpty, SIZES, type SizeName, scaledTo } from "./sizes.ts";

const JPEG_QUALITY = 85;

export interface Variant {
  readonly size: SizeName;
  /** The JPEG, or why it could not be encoded. */
  readonly jpeg: Buffer | PictureError;
}

/**
 * All variants of a photo, turned by its orientation, smallest first, ending with the first that cannot be encoded.
 * Throws a PictureError for bytes that cannot be decoded.
 */
export async function makeVariants(bytes: Buffer, orientation: Orientation): Promise<readonly Variant[]> {
  const sharp = await loadSharp();
  const { original, base } = await decodePicture(sharp, bytes, orientation, SIZES[SIZES.length - 1]?.width ?? 0);
  if (isEmpty(original)) {
    const jpeg = await emptyJpeg(sharp);
    return SIZES.map(({ name }) => ({ size: name, jpeg }));
  }
  const wanted = SIZES.map(({ name, width }) => ({ name, dimensions: scaledTo(width, original) }));
  const tooLarge = wanted.findIndex(({ dimensions }) => !fitsInJpeg(dimensions));
  const possible = tooLarge < 0 ? wanted : wanted.slice(0, tooLarge);
  const variants: Variant[] = await Promise.all(
    possible.map(async ({ name, dimensions }) => ({ size: name, jpeg: await encode(sharp, base, dimensions) })),
  );
  const refused = wanted[tooLarge];
  if (!refused) return variants;
  return [...variants, { size: refused.name, jpeg: new PictureError("jpeg: image is too large to encode") }];
}

function encode(sharp: SharpModule, base: RawPicture, dimensions: Dimensions): Promise<Buffer> {
  const { data, width, height } = dimensions.width > base.width ? enlarge(base, dimensions) : base;
  const image = sharp(data, { raw: { width, height, channels: 3 } });
  const resized =
    width === dimensions.width && height === dimensions.height
      ? image
      : image.resize(dimensions.width, dimensions.height, { fit: "fill", kernel: "lanczos3" });
  return resized.jpeg({ quality: JPEG_QUALITY }).toBuffer();
}
