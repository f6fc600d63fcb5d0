import { cached } from "../../support/cached-file.ts";
import { generatedPhotos, type PhotoSize } from "./generated-photos.ts";
import { type Photo, photoOf } from "./photo.ts";
import { photoCacheDirectory } from "./photo-cache.ts";
import { photosFromDirectory } from "./photos-from-directory.ts";

/** The four photos of listing 28: generated ones, made once and kept in the cache, or the user's own. */
export async function loadPhotos(
  options: { size: PhotoSize; directory?: string },
  cache = photoCacheDirectory(process.env),
): Promise<Photo[]> {
  if (options.directory !== undefined) return photosFromDirectory(options.directory);
  const photos: Photo[] = [];
  // One after the other: each takes some 100 MB while it is made.
  for (const { index, orientation, width, height, encode } of generatedPhotos(options.size)) {
    const name = `${options.size}-${index}.jpg`;
    const bytes = await cached(cache, name, encode);
    photos.push(photoOf({ name, bytes, width, height, orientation, contentType: "image/jpeg" }));
  }
  return photos;
}
