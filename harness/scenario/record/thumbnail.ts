/** Its longer side, in pixels: to recognise a picture by, and to see whether it is upright. */
const LARGEST_PX = 64;
const QUALITY = 40;
/** Larger files and pictures are told by their facts alone. */
const MOST_BYTES = 30_000_000;
const MOST_PIXELS = 60_000_000;
/** Most stories photograph with the same few photos: each worker shrinks one once. */
const MOST_REMEMBERED = 500;

const remembered = new Map<string, Promise<string | undefined>>();

/** A small JPEG of a picture, in base64, always the same for the same bytes; undefined for what cannot be decoded. */
export function thumbnailOf(sha256: string, picture: Buffer): Promise<string | undefined> {
  const known = remembered.get(sha256);
  if (known) return known;
  const [oldest] = remembered.keys();
  if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  const made = shrink(picture);
  remembered.set(sha256, made);
  return made;
}

async function shrink(picture: Buffer): Promise<string | undefined> {
  if (picture.length > MOST_BYTES) return undefined;
  try {
    // Loaded by who keeps a picture.
    const { default: sharp } = await import("sharp");
    const small = await sharp(picture, { limitInputPixels: MOST_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: LARGEST_PX, height: LARGEST_PX, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: QUALITY })
      .toBuffer();
    return small.toString("base64");
  } catch {
    // Stories photograph with damaged files, too.
    return undefined;
  }
}
