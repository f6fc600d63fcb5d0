import type { Upload } from "./people.ts";
import { noPicture, onePixel, png, truncated } from "./photos/broken-photos.ts";
import type { Photo } from "./photos/photo.ts";

/** What may be wrong with a file. */
export type FileCondition = "truncated" | "no-picture" | "png" | "one-pixel";

/** A file as an incident names it. */
export interface NamedFile {
  readonly assetType: string;
  readonly sequence: number;
  /** As the photographer has it: `IMG_2907.jpg`. */
  readonly name: string;
  readonly condition?: FileCondition;
}

/** The story's photos under other names, turned as their types say: for incidents, whose photos nobody has. */
export function namedUploads(
  uploads: readonly Upload<Photo>[],
  files: readonly NamedFile[],
): Promise<readonly Upload<Photo>[]> {
  return Promise.all(
    files.map(async ({ assetType, sequence, name, condition }) => {
      const place = (assetType.endsWith("VERTICAL") ? 2 : 0) + ((sequence + 1) % 2);
      const picture = uploads[place]?.photo;
      if (!picture) throw new Error(`the story has ${uploads.length} photos, and number ${place + 1} is needed`);
      const photo = { ...picture, name };
      // What is no video either is what ffmpeg refuses; a picture it takes for a film of one frame.
      const isBroken = condition === "truncated" && assetType.startsWith("VIDEO_");
      return { assetType, sequence, photo: await inCondition(photo, isBroken ? "no-picture" : condition) };
    }),
  );
}

async function inCondition(photo: Photo, condition: FileCondition | undefined): Promise<Photo> {
  if (condition === "truncated") return truncated(photo);
  if (condition === "no-picture") return noPicture(photo.name);
  if (condition === "png") return png(photo.name);
  if (condition === "one-pixel") return onePixel(photo.name);
  return photo;
}
