import { type Dimensions, isEmpty } from "../../sizes.ts";
import { ColourModel } from "./colour-model.ts";
import { EntropyReader } from "./entropy-reader.ts";
import { EssentialSegments } from "./essential-segments.ts";
import { type Frame, readFrame } from "./frame.ts";
import { readHuffmanTables } from "./huffman-segment.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import { formatError, unsupported } from "./jpeg-error.ts";
import { checkQuantization } from "./quantization.ts";
import { readRestartInterval } from "./restart.ts";
import { type ScanState, walkScan } from "./scan.ts";
import { readScanHeader } from "./scan-header.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const DHT = 0xc4;
const APP0 = 0xe0;
const APP15 = 0xef;
const COM = 0xfe;

export interface CheckedJpeg {
  /** Dimensions as they are stored. */
  readonly stored: Dimensions;
  /** The same picture in a sound file, with this orientation in its EXIF data. */
  readonly fileTurned: (orientation: number) => Buffer;
}

/**
 * Reads a JPEG to its end marker as Go's image/jpeg does, entropy-coded data too, and throws what it says
 * (Go 1.26 image/jpeg, run).
 */
export function checkJpeg(bytes: Buffer): CheckedJpeg {
  return new JpegReader(bytes).readAll();
}

class JpegReader {
  readonly #data: EntropyReader;
  readonly #essentials: EssentialSegments;
  #state: ScanState | undefined;
  #frame: Frame | undefined;
  readonly #tables: (HuffmanTable | undefined)[][] = [[], []];
  #restartInterval = 0;
  #scanned = false;
  readonly #colours = new ColourModel();

  constructor(bytes: Buffer) {
    this.#essentials = new EssentialSegments(bytes);
    this.#data = new EntropyReader(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  readAll(): CheckedJpeg {
    const [first, second] = this.#data.readFull(2);
    if (first !== 0xff || second !== SOI) throw formatError("missing SOI marker");
    for (let marker = this.#nextMarker(); marker !== EOI; marker = this.#nextMarker()) {
      const start = this.#data.position - 1;
      const [high = 0, low = 0] = this.#data.readFull(2);
      const length = (high << 8) + low - 2;
      if (length < 0) throw formatError("short segment length");
      this.#segment(marker, length);
      this.#essentials.add(marker, start, this.#data.position);
    }
    if (!this.#frame || !this.#scanned) throw formatError("missing SOS marker");
    const frame = this.#frame;
    const transform = this.#colours.transformOf(frame);
    // Without one of the sides there is no picture at all, which is no error either.
    const stored = isEmpty(frame) ? { width: 0, height: 0 } : { width: frame.width, height: frame.height };
    return { stored, fileTurned: (orientation) => this.#essentials.file(frame, transform, orientation) };
  }

  /** The next marker that has a segment, or EOI. Data before it, fill bytes and left-over restarts are passed over. */
  #nextMarker(): number {
    for (;;) {
      let [first = 0, second = 0] = this.#data.readFull(2);
      while (first !== 0xff) [first, second] = [second, this.#data.readByte()];
      if (second === 0) continue;
      while (second === 0xff) second = this.#data.readByte();
      if (second < 0xd0 || second > 0xd7) return second;
    }
  }

  #segment(marker: number, length: number): void {
    switch (marker) {
      case 0xc0:
      case 0xc1:
      case 0xc2:
        if (this.#frame) throw formatError("multiple SOF markers");
        this.#frame = readFrame(this.#data, length, marker);
        return;
      case DHT:
        readHuffmanTables(this.#data, length, this.#frame?.baseline ?? false, (tableClass, destination, table) => {
          const ofClass = this.#tables[tableClass];
          if (ofClass) ofClass[destination] = table;
        });
        return;
      case DQT:
        checkQuantization(this.#data, length, (destination) => this.#essentials.addQuantization(destination));
        return;
      case DRI:
        this.#restartInterval = readRestartInterval(this.#data, length);
        return;
      case SOS:
        this.#scan(length);
        return;
      default:
        this.#application(marker, length);
    }
  }

  #scan(length: number): void {
    if (!this.#frame) throw formatError("missing SOF marker");
    const header = readScanHeader(this.#data, length, this.#frame);
    this.#scanned = true;
    this.#state = {
      endOfBandRun: this.#state?.endOfBandRun ?? 0,
      nonZero: this.#state?.nonZero ?? [],
      frame: this.#frame,
      tables: this.#tables,
      restartInterval: this.#restartInterval,
    };
    walkScan(this.#data, this.#state, header);
  }

  #application(marker: number, length: number): void {
    if ((marker < APP0 || marker > APP15) && marker !== COM) {
      throw marker < 0xc0 ? formatError("unknown marker") : unsupported("unknown marker");
    }
    this.#colours.addSegment(marker, this.#data.readFull(length));
  }
}
