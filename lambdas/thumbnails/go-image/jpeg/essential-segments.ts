const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const COM = 0xfe;

/** What of a JPEG makes its picture, so that a decoder less patient than Go's need not see the rest. */
export class EssentialSegments {
  readonly #bytes: Buffer;
  readonly #kept: Buffer[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A segment from its marker's code on, entropy-coded data included. */
  add(marker: number, start: number, end: number): void {
    const application = (marker >= APP0 && marker < 0xf0) || marker === COM;
    if (application) return;
    this.#kept.push(Buffer.from([0xff]), this.#bytes.subarray(start, end));
  }

  /** The picture's file, with this colour transform in an Adobe segment and this orientation in EXIF data. */
  file(transform: number, orientation: number): Buffer {
    const start = Buffer.from([0xff, 0xd8]);
    const end = Buffer.from([0xff, 0xd9]);
    return Buffer.concat([start, exif(orientation), adobe(transform), ...this.#kept, end]);
  }
}

function adobe(transform: number): Buffer {
  return segment(APP14, [...Buffer.from("Adobe"), 0, 100, 0, 0, 0, 0, transform]);
}

/** The smallest EXIF segment there is (CIPA DC-008, 4.5 and 4.6): big endian, one directory, one entry. */
function exif(orientation: number): Buffer {
  return segment(APP1, [
    ...Buffer.from("Exif\0\0"),
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
    ...[0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ]);
}

function segment(marker: number, content: readonly number[]): Buffer {
  return Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content]);
}
