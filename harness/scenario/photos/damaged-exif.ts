import { type Photo, photoOf } from "./photo.ts";

const INTRODUCTION = Buffer.from("Exif\0\0");

/**
 * A photo with the same orientation in EXIF data of which something else is damaged: the directory that would be next
 * lies beyond the end. Viewers do not mind, rwcarlsen/goexif does (D37).
 */
export function withDamagedExif(photo: Photo): Photo {
  const bytes = Buffer.from(photo.bytes);
  const tiff = bytes.indexOf(INTRODUCTION) + INTRODUCTION.length;
  if (tiff < INTRODUCTION.length) throw new Error(`${photo.name} has no EXIF data that could be damaged`);
  const littleEndian = bytes.toString("latin1", tiff, tiff + 2) === "II";
  const directory = tiff + (littleEndian ? bytes.readUInt32LE(tiff + 4) : bytes.readUInt32BE(tiff + 4));
  const entries = littleEndian ? bytes.readUInt16LE(directory) : bytes.readUInt16BE(directory);
  bytes.fill(0x7f, directory + 2 + 12 * entries, directory + 6 + 12 * entries);
  return photoOf({ ...photo, bytes });
}

/** A photo with XMP data before its EXIF data, as some programs write them. */
export function withXmpFirst(photo: Photo): Photo {
  const content = Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
  const segment = Buffer.from([0xff, 0xe1, 0x00, content.length + 2]);
  return photoOf({
    ...photo,
    bytes: Buffer.concat([photo.bytes.subarray(0, 2), segment, content, photo.bytes.subarray(2)]),
  });
}
