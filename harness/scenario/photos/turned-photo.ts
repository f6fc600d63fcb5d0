import { withOrientation } from "./exif-orientation.ts";
import { type Photo, photoOf } from "./photo.ts";

/** The photo with another EXIF orientation (1 to 8): its pixels stay, and whoever shows it must turn them. */
export function turned(photo: Photo, orientation: number): Photo {
  const swaps = orientation >= 5;
  return photoOf({
    ...photo,
    name: `turned-${orientation}.jpg`,
    bytes: withOrientation(photo.bytes, orientation as Parameters<typeof withOrientation>[1]),
    orientation,
    width: swaps ? photo.height : photo.width,
    height: swaps ? photo.width : photo.height,
  });
}

/** Red, green and blue at a place of a picture, from 0 to 1 in each direction. */
export async function colourAt(picture: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}
