import type { Sharp, SharpOptions } from "sharp";
import { decodeBmp } from "./go-image/bmp.ts";
import { imageFormatOf } from "./go-image/format.ts";
import { decodeGif } from "./go-image/gif.ts";
import { checkJpeg } from "./go-image/jpeg/check-jpeg.ts";
import { checkPng } from "./go-image/png/check-png.ts";
import { decodeTiff } from "./go-image/tiff/decode-tiff.ts";
import { type Orientation, swapsSides } from "./orientation.ts";
import { PictureError, type RawPicture } from "./raw-picture.ts";
import type { SharpModule } from "./sharp-module.ts";
import { type Dimensions, isEmpty, scaledTo } from "./sizes.ts";
import { turn } from "./turn.ts";

export interface DecodedPicture {
  /** Dimensions of the upright original. */
  readonly original: Dimensions;
  /** The pixels, already reduced to `baseWidth` when the original is wider. */
  readonly base: RawPicture;
}

/**
 * Go knows no colour profiles, and no limit to a picture's size. What it decodes was found out before, so that libvips
 * is to make the best of it.
 */
const OPTIONS: SharpOptions = { failOn: "none", ignoreIcc: true, limitInputPixels: false };

/**
 * Decodes a photo once, at the largest width that is needed (libjpeg then decodes only every second pixel of a big
 * one), and turned upright. Throws a PictureError with Go's words for what Go cannot decode.
 */
export async function decodePicture(
  sharp: SharpModule,
  bytes: Buffer,
  orientation: Orientation,
  baseWidth: number,
): Promise<DecodedPicture> {
  switch (imageFormatOf(bytes)) {
    case "jpeg":
      return decodeJpeg(sharp, bytes, orientation, baseWidth);
    case "png":
      return decodePng(sharp, bytes, orientation, baseWidth);
    case "gif":
      return reduced(sharp, turn(decodeGif(bytes), orientation), baseWidth);
    case "bmp":
      return reduced(sharp, turn(decodeBmp(bytes), orientation), baseWidth);
    case "tiff":
      return decodeTiffFile(sharp, bytes, orientation, baseWidth);
    case undefined:
      throw new PictureError("image: unknown format");
  }
}

async function decodeJpeg(
  sharp: SharpModule,
  bytes: Buffer,
  orientation: Orientation,
  baseWidth: number,
): Promise<DecodedPicture> {
  const { stored, fileTurned, decode } = checkJpeg(bytes);
  const { width, height } = stored;
  const original = swapsSides(orientation) ? { width: height, height: width } : { width, height };
  if (isEmpty(original)) return { original, base: { data: Buffer.alloc(0), ...original } };
  const decoded = () => reduced(sharp, turn(decode(), orientation), baseWidth);
  if (!fileTurned) return decoded();
  // A warning of libjpeg's says that it makes the best of something, which may be something else than Go makes of it.
  const image = sharp(fileTurned(orientation), { ...OPTIONS, failOn: "warning" }).autoOrient();
  const base = await rawPicture(narrowed(image, original, baseWidth)).catch(() => undefined);
  return base ? { original, base } : decoded();
}

async function decodeTiffFile(
  sharp: SharpModule,
  bytes: Buffer,
  orientation: Orientation,
  baseWidth: number,
): Promise<DecodedPicture> {
  const decoded = decodeTiff(bytes);
  if (!("negative" in decoded)) return reduced(sharp, turn(decoded, orientation), baseWidth);
  return withLibvips(async () => {
    const picture = await rawPicture(sharp(bytes, OPTIONS).negate(decoded.negative));
    return reduced(sharp, turn(picture, orientation), baseWidth);
  });
}

async function decodePng(
  sharp: SharpModule,
  bytes: Buffer,
  orientation: Orientation,
  baseWidth: number,
): Promise<DecodedPicture> {
  const image = sharp(await checkPng(bytes), OPTIONS);
  return withLibvips(async () => {
    // Only EXIF data of another file within this one could turn it (docs/contract/pipeline.md 1.2).
    if (orientation !== 1) return reduced(sharp, turn(await rawPicture(image), orientation), baseWidth);
    const { width, height } = await image.metadata();
    return {
      original: { width, height },
      base: await rawPicture(narrowed(image, { width, height }, baseWidth)),
    };
  });
}

/** No rule of Go's refuses the picture any more. Should libvips still do so, its own words say that it was not Go. */
async function withLibvips(decode: () => Promise<DecodedPicture>): Promise<DecodedPicture> {
  try {
    return await decode();
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new PictureError(`libvips cannot decode what Go can: ${reason}`);
  }
}

async function reduced(sharp: SharpModule, picture: RawPicture, baseWidth: number): Promise<DecodedPicture> {
  const { data, width, height } = picture;
  if (isEmpty(picture) || width <= baseWidth) return { original: { width, height }, base: picture };
  const image = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  return { original: { width, height }, base: await rawPicture(narrowed(image, picture, baseWidth)) };
}

function narrowed(image: Sharp, original: Dimensions, baseWidth: number): Sharp {
  if (original.width <= baseWidth) return image;
  const { width, height } = scaledTo(baseWidth, original);
  return image.resize(width, height, { fit: "fill", kernel: "lanczos3" });
}

async function rawPicture(image: Sharp): Promise<RawPicture> {
  // Transparent pixels become black (docs/contract/pipeline.md 1.2).
  const { data, info } = await image
    .flatten({ background: "#000000" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
