import type { Upload } from "./people.ts";
import { loadPhotos } from "./photos/load-photos.ts";
import type { Photo } from "./photos/photo.ts";

/**
 * The four files of listing 28 as the client named them: scenarios/listing-28/evidence/incident-28.json,
 * `derived.assets`.
 */
const FILES = [
  { assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "IMG_2907.jpg" },
  { assetType: "PHOTO_HORIZONTAL", sequence: 2, name: "IMG_2705.jpg" },
  { assetType: "PHOTO_VERTICAL", sequence: 1, name: "20220907_121157.jpg" },
  { assetType: "PHOTO_VERTICAL", sequence: 2, name: "20220907_121308.jpg" },
] as const;

/** The uploads of listing 28, with generated photos or the user's own in place of the real ones. */
export async function listing28Uploads(size: "12mp" | "small", directory?: string): Promise<Upload<Photo>[]> {
  const photos = await loadPhotos({ size, ...(directory !== undefined && { directory }) });
  return FILES.map(({ assetType, sequence, name }, index) => {
    const photo = photos[index];
    if (!photo) throw new Error(`listing 28 has ${FILES.length} photos, but only ${photos.length} were loaded`);
    return { assetType, sequence, photo: { ...photo, name } };
  });
}
