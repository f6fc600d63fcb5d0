import { join } from "node:path";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { cached } from "../../support/cached-file.ts";

/** Its longer side, in pixels: to recognise a picture by, and to see whether it is upright. */
const LARGEST_PX = 64;
const QUALITY = 40;
/** Larger files and pictures are told by their facts alone. */
const MOST_BYTES = 30_000_000;
const MOST_PIXELS = 60_000_000;
/** Most stories photograph with the same few photos: each worker shrinks one once. */
const MOST_REMEMBERED = 500;

/** Raised when thumbnails change, so that old files are not taken for new ones: with the settings above and with sharp. */
const GENERATION = "1-sharp-0.35.5";

const remembered = new Map<string, Promise<string | undefined>>();

/** A small JPEG of a picture, in base64, always the same for the same bytes; undefined for what cannot be decoded. */
export function thumbnailOf(sha256: string, picture: Buffer): Promise<string | undefined> {
  const known = remembered.get(sha256);
  if (known) return known;
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  const made = cachedThumbnail(sha256, picture);
  remembered.set(sha256, made);
  return made;
}

/** Kept from run to run: shrinking them would be most of what recording costs. */
async function cachedThumbnail(sha256: string, picture: Buffer): Promise<string | undefined> {
  if (picture.length > MOST_BYTES) return undefined;
  const folder = join(cacheDirectory(process.env, "photos"), `thumbnails-v${GENERATION}`, sha256.slice(0, 2));
  const small = await cached(folder, `${sha256}.jpg`, () => shrink(picture));
  // Nothing can be shown of what cannot be decoded, and that is remembered too.
  return small.length === 0 ? undefined : small.toString("base64");
}

/** Nothing for what cannot be decoded. */
async function shrink(picture: Buffer): Promise<Buffer> {
  // Loaded by who keeps a picture that was not seen before.
  const { default: sharp } = await import("sharp");
  try {
    return await sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: LARGEST_PX, height: LARGEST_PX, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: QUALITY })
      .toBuffer();
  } catch {
    // Stories photograph with damaged files, too.
    return Buffer.alloc(0);
  }
}
