const SOS = 0xda;
const APP1 = 0xe1;

/**
 * A JPEG whose EXIF data say this orientation and nothing else, for a decoder that is to turn the picture by it. What lies
 * between segments stays.
 */
export function withExifOrientation(jpeg: Buffer, orientation: number): Buffer {
  const parts = [jpeg.subarray(0, 2), exifSegment(orientation)];
  let from = 2;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = jpeg[at + 1] as number;
    if (jpeg[at] !== 0xff || marker < 0xc0 || marker === 0xff) {
      at++;
      continue;
    }
    if (marker === SOS) break;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (marker === APP1) {
      parts.push(jpeg.subarray(from, at));
      from = end;
    }
    at = end;
  }
  return Buffer.concat([...parts, jpeg.subarray(from)]);
}

/** The smallest EXIF segment there is (CIPA DC-008, 4.5 and 4.6): big endian, one directory, one entry. */
function exifSegment(orientation: number): Buffer {
  const tiff = [
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
    ...[0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ];
  return Buffer.from([0xff, APP1, 0x00, 2 + 6 + tiff.length, ...Buffer.from("Exif\0\0"), ...tiff]);
}
