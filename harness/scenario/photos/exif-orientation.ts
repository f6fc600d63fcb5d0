/**
 * A JPEG with one more segment after its start: EXIF with an orientation and nothing else, as a camera's smallest
 * header has it (CIPA DC-008, 4.5 and 4.6).
 */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from([
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08], // big endian; the first directory is at 8
    ...[0x00, 0x01], // one entry
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00], // no further directory
  ]);
  const content = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const segment = Buffer.from([0xff, 0xe1, 0x00, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, content, jpeg.subarray(2)]);
}
