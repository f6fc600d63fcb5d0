import { PictureError } from "../../raw-picture.ts";
import { type ExifTag, TiffTags } from "./tiff-tags.ts";

const APP1 = 0xe1;
const INTRODUCTION = "Exif\0\0";

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const INTEROPERABILITY_DIRECTORY = 0xa005;

/**
 * The orientation that rwcarlsen/goexif reads from a file of any format (2019-04-01, run); undefined where it gives up:
 * another APP1 before the EXIF's, or anything damaged in the directories, also in those beside the orientation's.
 */
export function goexifOrientation(file: Buffer): number | undefined {
  try {
    const data = exifData(file);
    return data && orientationIn(new TiffTags(data));
  } catch (error) {
    if (error instanceof PictureError) return undefined;
    throw error;
  }
}

function exifData(file: Buffer): Buffer | undefined {
  const start = file.toString("latin1", 0, 4);
  if (start === "II*\0" || start === "MM\0*") return file;
  const content = start === "Exif" ? file : firstApp1(file);
  if (content?.toString("latin1", 0, INTRODUCTION.length) !== INTRODUCTION) return undefined;
  return content.subarray(INTRODUCTION.length);
}

/** What follows the first 0xff 0xe1 of the file; segments are not looked at. */
function firstApp1(file: Buffer): Buffer | undefined {
  for (let at = file.indexOf(0xff); at >= 0; at = file.indexOf(0xff, at + 2)) {
    if (file[at + 1] !== APP1) continue;
    if (at + 4 > file.length) return undefined;
    const length = file.readUInt16BE(at + 2) - 2;
    if (length === 0) {
      at += 2;
      continue;
    }
    const end = at + 4 + length;
    return length > 0 && end <= file.length ? file.subarray(at + 4, end) : undefined;
  }
  return undefined;
}

/** Tags of the first directory and those it points to, by name: of two with one name the last counts. */
function orientationIn(tiff: TiffTags): number | undefined {
  const main = requireDirectories(tiff);
  const tags = new Map(main.map((tag) => [tag.id, tag]));
  const point = (pointer: number): readonly ExifTag[] => {
    const offset = tags.get(pointer)?.integer;
    return offset === undefined ? [] : tiff.directoryAt(offset).tags;
  };
  for (const tag of point(EXIF_DIRECTORY)) tags.set(tag.id, tag);
  point(GPS_DIRECTORY);
  point(INTEROPERABILITY_DIRECTORY);
  return tags.get(ORIENTATION)?.integer ?? 1;
}

/** All directories of the chain have to be sound; the first is answered. */
function requireDirectories(tiff: TiffTags): readonly ExifTag[] {
  const seen = new Set<number>();
  let first: readonly ExifTag[] | undefined;
  for (let offset = tiff.first; offset !== 0; ) {
    // Go finds only a directory that names itself, and runs in longer circles until it has no memory left.
    if (seen.has(offset)) throw new PictureError("exif: recursive IFD");
    seen.add(offset);
    const directory = tiff.directoryAt(offset);
    first ??= directory.tags;
    offset = directory.next;
  }
  if (!first) throw new PictureError("exif: no directory");
  return first;
}
