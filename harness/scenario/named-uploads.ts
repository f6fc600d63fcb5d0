import type { Upload } from "./people.ts";
import { noPicture, onePixel, png, truncated } from "./photos/broken-photos.ts";
import type { MediaFile, Photo } from "./photos/photo.ts";
import { brokenClip, clip, mediaFile } from "./videos/clip.ts";

/** What may be wrong with a file; `photo` and `short` are of videos. */
export type FileCondition = "truncated" | "no-picture" | "png" | "one-pixel" | "photo" | "short";

/** A file as an incident names it. */
export interface NamedFile {
  readonly assetType: string;
  readonly sequence: number;
  /** As the photographer has it: `IMG_2907.jpg`. */
  readonly name: string;
  readonly condition?: FileCondition;
}

/** Seconds of a good video, and of one that ends before the second at which its thumbnail is taken. */
const [LONG_S, SHORT_S] = [2, 0.5];
const [LONG_SIDE, SHORT_SIDE] = [160, 90];

export const isVideo = ({ assetType }: Pick<NamedFile, "assetType">): boolean => assetType.startsWith("VIDEO_");

/**
 * The story's photos under other names, turned as their types say, and small clips in place of videos: for incidents, whose
 * files nobody has. Videos need ffmpeg.
 */
export function namedUploads(
  uploads: readonly Upload<Photo>[],
  files: readonly NamedFile[],
): Promise<readonly Upload[]> {
  return Promise.all(
    files.map(async (file) => {
      const { assetType, sequence, name, condition } = file;
      const place = (assetType.endsWith("VERTICAL") ? 2 : 0) + ((sequence + 1) % 2);
      const picture = uploads[place]?.photo;
      if (!picture) throw new Error(`the story has ${uploads.length} photos, and number ${place + 1} is needed`);
      const photo = { ...picture, name };
      return {
        assetType,
        sequence,
        photo: isVideo(file) ? await video(file, photo) : await inCondition(photo, condition),
      };
    }),
  );
}

async function video({ assetType, name, condition }: NamedFile, photo: Photo): Promise<MediaFile> {
  const sides = [LONG_SIDE, SHORT_SIDE] as const;
  const [width, height] = assetType.endsWith("VERTICAL") ? ([sides[1], sides[0]] as const) : sides;
  const container = /\.mov$/i.test(name) ? "mov" : "mp4";
  const seconds = condition === "short" ? SHORT_S : LONG_S;
  const good = await clip(name, { width, height, seconds, frameRate: 10, container });
  if (condition === undefined || condition === "short") return good;
  if (condition === "truncated") return brokenClip(good);
  const other = await inCondition(photo, condition);
  return mediaFile(name, good.contentType, other.bytes);
}

async function inCondition(photo: Photo, condition: FileCondition | undefined): Promise<Photo> {
  if (condition === "truncated") return truncated(photo);
  if (condition === "no-picture") return noPicture(photo.name);
  if (condition === "png") return png(photo.name);
  if (condition === "one-pixel") return onePixel(photo.name);
  return photo;
}
