import { colourDifference } from "../../../lambdas/test/mean-colours.ts";
import {
  type RecordedPicture,
  readBrokenPictures,
  readDamagedJpegs,
  readGoPictures,
} from "../../../lambdas/test/recorded-pictures.ts";

export type { RecordedPicture };

/** Nobody needs to transfer megabytes to see why they are refused. */
const LARGEST_BYTES = 10_000;
const OF_EACH_KIND = 2;
const LEAST_PIXELS = 6;

/** Small pictures of all formats that Go refuses, each broken in its own way: two for each base or format and sentence. */
export function refusedPictures(): readonly (RecordedPicture & { readonly error: string })[] {
  const kinds = new Map<string, number>();
  return [...readBrokenPictures(), ...readDamagedJpegs(), ...readGoPictures()].flatMap((picture) => {
    const { bytes, error, name } = picture;
    if (error === undefined || bytes.length >= LARGEST_BYTES) return [];
    const kind = `${/^[a-z]+[-a-z0-9]*/.exec(name)?.[0].split("-", 2).join("-")} ${error.replaceAll(/\d+/g, "N")}`;
    const before = kinds.get(kind) ?? 0;
    kinds.set(kind, before + 1);
    return before < OF_EACH_KIND ? [{ ...picture, error }] : [];
  });
}

/** Small upright pictures that Go decodes, damaged or not, with their mean colours: one for each base, format and sampling. */
export function decodedPictures(): readonly (RecordedPicture & { readonly colours: string })[] {
  const kinds = new Set<string>();
  const upright = readGoPictures().filter(({ name }) => !name.startsWith("exif"));
  return [...readBrokenPictures(), ...readDamagedJpegs(), ...upright].flatMap((picture) => {
    const { bytes, colours, size: [width, height] = [0, 0], name } = picture;
    // Nine cells need some pixels, and what is enlarged to the width of a web size should be flat.
    const isFit = bytes.length < LARGEST_BYTES && height >= LEAST_PIXELS && height * 2 <= width;
    const kind = name.split(/[-\s{]/, 3).join("-");
    if (colours === undefined || !isFit || kinds.has(kind)) return [];
    kinds.add(kind);
    return [{ ...picture, colours }];
  });
}

/** By how much the mean red, green and blue of nine cells of a JPEG differ at most from those that were recorded. */
export async function differenceOfColours(jpeg: Buffer, colours: string): Promise<number> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(jpeg).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return colourDifference({ data, width: info.width, height: info.height }, colours);
}
