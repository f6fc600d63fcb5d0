import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError } from "../../support/environment-error.ts";
import { type Photo, photoOf } from "./photo.ts";

const NEEDED = 4;

/**
 * The user's own JPEG files, by name; the first four are used.
 *
 * @throws EnvironmentError when the directory has fewer than four, or one cannot be read as an image.
 */
export async function photosFromDirectory(directory: string): Promise<Photo[]> {
  const names = (await readdir(directory)).filter((name) => /\.jpe?g$/i.test(name)).sort();
  if (names.length < NEEDED) {
    throw new EnvironmentError(
      `${directory} holds ${names.length} JPEG files, but listing 28 has ${NEEDED} photos; put ${NEEDED} into it.`,
    );
  }
  const photos: Photo[] = [];
  // One after the other, so that of several broken files it is always the first that is named.
  for (const name of names.slice(0, NEEDED)) photos.push(await readPhoto(join(directory, name), name));
  return photos;
}

async function readPhoto(path: string, name: string): Promise<Photo> {
  const bytes = await readFile(path);
  const { default: sharp } = await import("sharp");
  const metadata = await sharp(bytes)
    .metadata()
    .catch((error: unknown) => {
      throw new EnvironmentError(`${path} is not a JPEG image: ${error instanceof Error ? error.message : error}.`);
    });
  const { width, height, orientation = 1 } = metadata;
  const [shownWidth, shownHeight] = orientation >= 5 ? [height, width] : [width, height];
  return photoOf({ name, bytes, width: shownWidth, height: shownHeight, orientation, contentType: "image/jpeg" });
}
