import { PictureError, type RawPicture } from "../../raw-picture.ts";
import { samplesOf } from "./colour-model.ts";
import { decompress } from "./decompress.ts";
import { readDirectory, Tag } from "./directory.ts";
import { FileBuffer } from "./file-buffer.ts";
import { blocksOf } from "./layout.ts";
import { paint } from "./paint.ts";
import { pixelReader } from "./pixel-reader.ts";
import { undoPrediction } from "./predictor.ts";

const HORIZONTAL = 2;
/** CCITT's fax codes, groups 3 and 4. */
const FAX = [3, 4];
/** More than the real Lambda could hold in its memory. */
const MOST_PIXELS = 2 ** 29;

/** A picture in fax codes. Go does not look whether black or white is zero in them, and shows some in negative. */
export interface Fax {
  readonly negative: boolean;
}

/**
 * The first picture of a TIFF as golang.org/x/image/tiff reads it in the version that imaging 1.6.2 asks for
 * (2019-10-09), over black where it is transparent. Throws what it says of others. Fax codes are left to others.
 */
export function decodeTiff(bytes: Buffer): RawPicture | Fax {
  const file = new FileBuffer(bytes);
  const directory = readDirectory(file);
  const [width = 0] = directory.values(Tag.imageWidth);
  const [height = 0] = directory.values(Tag.imageLength);
  const samples = samplesOf(directory);
  const blocks = blocksOf(directory, width, height);
  if (width * height > MOST_PIXELS) throw new PictureError("runtime: out of memory");
  const [compression = 0] = directory.values(Tag.compression);
  if (FAX.includes(compression)) return { negative: samples.model === "black-is-zero" };
  const predicted = directory.values(Tag.predictor)[0] === HORIZONTAL;
  let missingColour: PictureError | undefined;
  const read = pixelReader(samples, directory, (index, colours) => {
    missingColour ??= new PictureError(`runtime error: index out of range [${index}] with length ${colours}`);
  });
  const picture = { data: Buffer.alloc(width * height * 3), width, height };
  for (const block of blocks) {
    const data = decompress(file, compression, block);
    const plain = predicted ? undoPrediction(data, samples, block, directory.littleEndian) : data;
    paint(picture, block, plain, samples, read);
  }
  // Go finds out when it resizes, and takes the whole Lambda down; here only the photo fails.
  if (missingColour) throw missingColour;
  return picture;
}
