import type { Sharp, SharpOptions } from "sharp";
import { decodeBitmap } from "./bitmap.ts";
import { decodeFailureOf, isFatalJpegWarning } from "./decode-failure.ts";
import { fourColoursToRgb } from "./four-colours.ts";
import { type ImageFormat, imageFormatOf } from "./image-format.ts";
import { jpegEnd } from "./jpeg-structure.ts";
import { PictureError, type RawPicture } from "./raw-picture.ts";
import type { SharpModule } from "./sharp-module.ts";
import { type Dimensions, scaledTo } from "./sizes.ts";

export interface DecodedPicture {
  /** Dimensions of the upright original. */
  readonly original: Dimensions;
  /** The pixels, already reduced to `baseWidth` when the original is wider. */
  readonly base: RawPicture;
}

/**
 * Decodes a photo once, at the largest width that is needed (libjpeg then decodes only every second pixel of a big
 * one), turned upright once by its EXIF orientation. Throws a PictureError with Go's words for what Go cannot decode.
 */
export async function decodePicture(sharp: SharpModule, bytes: Buffer, baseWidth: number): Promise<DecodedPicture> {
  const format = imageFormatOf(bytes);
  if (format === undefined) throw new PictureError("image: unknown format");
  if (format === "bmp") {
    const base = decodeBitmap(bytes);
    return { original: base, base };
  }
  let decoded: DecodedPicture;
  try {
    decoded = await decodeWithSharp(sharp, format, bytes, baseWidth);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const decodesWithEnd = () => decodes(sharp, Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]));
    throw new PictureError(await decodeFailureOf(format, bytes, message, decodesWithEnd));
  }
  // libvips may be content without the end marker, when the compressed data happens to be whole; Go never is.
  if (format === "jpeg" && jpegEnd(bytes) !== "complete") throw new PictureError("unexpected EOF");
  return decoded;
}

async function decodeWithSharp(
  sharp: SharpModule,
  format: ImageFormat,
  bytes: Buffer,
  baseWidth: number,
): Promise<DecodedPicture> {
  if (format !== "jpeg") return decodeStrictly(sharp, format, bytes, baseWidth, "error");
  try {
    return await decodeStrictly(sharp, format, bytes, baseWidth, "warning");
  } catch (error) {
    if (!(error instanceof Error) || isFatalJpegWarning(error.message)) throw error;
    return decodeStrictly(sharp, format, bytes, baseWidth, "truncated");
  }
}

async function decodeStrictly(
  sharp: SharpModule,
  format: ImageFormat,
  bytes: Buffer,
  baseWidth: number,
  failOn: NonNullable<SharpOptions["failOn"]>,
): Promise<DecodedPicture> {
  // Go knows no colour profiles, so they are not applied.
  const options: SharpOptions = { failOn, ignoreIcc: true };
  const { width, height, orientation = 1, space } = await sharp(bytes, options).metadata();
  // An orientation in a PNG or GIF is ignored (recording thumb-png-exif; docs/contract/pipeline.md 1.2).
  const turns = format === "jpeg" || format === "tiff";
  const original = turns && orientation >= 5 ? { width: height, height: width } : { width, height };
  let image = sharp(bytes, options);
  if (turns) image = image.autoOrient();
  if (original.width > baseWidth) {
    const { width, height } = scaledTo(baseWidth, original);
    image = image.resize(width, height, { fit: "fill", kernel: "lanczos3" });
  }
  return { original, base: await rawPicture(image, space === "cmyk") };
}

async function rawPicture(image: Sharp, fourColours: boolean): Promise<RawPicture> {
  if (fourColours) {
    const { data, info } = await image
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data: fourColoursToRgb(data), width: info.width, height: info.height };
  }
  // Transparent pixels become black (docs/contract/pipeline.md 1.2).
  const { data, info } = await image
    .flatten({ background: "#000000" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function decodes(sharp: SharpModule, bytes: Buffer): Promise<boolean> {
  try {
    await sharp(bytes, { failOn: "warning", ignoreIcc: true }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}
