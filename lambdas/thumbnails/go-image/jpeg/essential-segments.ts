import type { Frame } from "./frame.ts";

const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP14 = 0xee;
const DQT = 0xdb;
const COM = 0xfe;
const COEFFICIENTS = 64;

/** What of a JPEG makes its picture, so that a decoder less patient than Go's need not see the rest. */
export class EssentialSegments {
  readonly #bytes: Buffer;
  readonly #kept: Buffer[] = [];
  readonly #quantized = new Set<number>();
  #scanned = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** A segment from its marker's code on, entropy-coded data included. */
  add(marker: number, start: number, end: number): void {
    const application = (marker >= APP0 && marker < 0xf0) || marker === COM;
    if (application) return;
    this.#scanned ||= marker === SOS;
    this.#kept.push(Buffer.from([0xff]), this.#bytes.subarray(start, end));
  }

  addQuantization(destination: number): void {
    if (!this.#scanned) this.#quantized.add(destination);
  }

  /**
   * The picture's file, with this colour transform in an Adobe segment and this orientation in EXIF data. Where a
   * quantization table is missing Go multiplies by zero (Go 1.26 image/jpeg, run), and libjpeg gives up.
   */
  file({ components }: Frame, transform: number, orientation: number): Buffer {
    const missing = new Set(
      components.map(({ quantization }) => quantization).filter((one) => !this.#quantized.has(one)),
    );
    const zeros = [...missing].map((destination) => segment(DQT, [destination, ...new Array(COEFFICIENTS).fill(0)]));
    const start = Buffer.from([0xff, 0xd8]);
    return Buffer.concat([
      start,
      exif(orientation),
      adobe(transform),
      ...zeros,
      ...this.#kept,
      Buffer.from([0xff, 0xd9]),
    ]);
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
