import { type Photo, photoOf } from "./photo.ts";

/** The first third of a photo, as an interrupted upload leaves it. */
export function truncated(photo: Photo): Photo {
  return photoOf({ ...photo, bytes: photo.bytes.subarray(0, Math.floor(photo.bytes.length / 3)) });
}

/** Text under a photo's name, as a page that was saved in its place. */
export function noPicture(name: string): Photo {
  const bytes = Buffer.from("<!doctype html><title>This is no picture</title>\n");
  return photoOf({ name, bytes, width: 1, height: 1, orientation: 1, contentType: "image/jpeg" });
}

/** A PNG, which the pipeline takes for a photo like any other. */
export async function png(name: string, { width, height } = { width: 300, height: 200 }): Promise<Photo> {
  const { default: sharp } = await import("sharp");
  const bytes = await sharp({ create: { width, height, channels: 3, background: "#88aacc" } })
    .png()
    .toBuffer();
  return photoOf({ name, bytes, width, height, orientation: 1, contentType: "image/png" });
}

/** A JPEG of one pixel, which the pipeline enlarges. */
export async function onePixel(name: string): Promise<Photo> {
  const { default: sharp } = await import("sharp");
  const bytes = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#102030" } })
    .jpeg()
    .toBuffer();
  return photoOf({ name, bytes, width: 1, height: 1, orientation: 1, contentType: "image/jpeg" });
}
