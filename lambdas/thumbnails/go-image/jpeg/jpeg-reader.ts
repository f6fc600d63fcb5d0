import { ColourModel } from "./colour-model.ts";
import { EntropyReader } from "./entropy-reader.ts";
import { EssentialSegments } from "./essential-segments.ts";
import { type Frame, readFrame } from "./frame.ts";
import { readHuffmanTables } from "./huffman-segment.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import { formatError, unsupported } from "./jpeg-error.ts";
import type { Planes } from "./pixels/planes.ts";
import { readQuantization } from "./quantization.ts";
import { readRestartInterval } from "./restart.ts";
import { walkScan } from "./scan.ts";
import { readScanHeader } from "./scan-header.ts";
import { ScanProgress } from "./scan-progress.ts";
import type { ScanState } from "./scan-state.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const DHT = 0xc4;
const APP0 = 0xe0;
const APP15 = 0xef;
const COM = 0xfe;
export interface ReadJpeg {
  readonly frame: Frame;
  /** How Go understands the components, as an Adobe segment would say it. */
  readonly transform: number;
  readonly essentials: EssentialSegments;
  /** Whether Go makes something of the data that libjpeg does not. */
  readonly odd: boolean;
}

type StartPicture = (frame: Frame, quantizations: readonly Int32Array[]) => Planes;

/** Reads a JPEG to its end marker. With `paint`, which is called before the first scan, pixels are made as well. */
export function readJpeg(bytes: Buffer, paint?: StartPicture): ReadJpeg {
  return new JpegReader(bytes, paint).readAll();
}

class JpegReader {
  readonly #paint: StartPicture | undefined;

  readonly #data: EntropyReader;
  readonly #essentials: EssentialSegments;
  #state: ScanState | undefined;
  #frame: Frame | undefined;
  #progress: ScanProgress | undefined;
  readonly #quantizations = Array.from({ length: 4 }, () => new Int32Array(64));
  readonly #tables: (HuffmanTable | undefined)[][] = [[], []];
  #restartInterval = 0;
  #odd = false;
  readonly #colours = new ColourModel();

  constructor(bytes: Buffer, paint: StartPicture | undefined) {
    this.#paint = paint;
    this.#essentials = new EssentialSegments(bytes);
    this.#data = new EntropyReader(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  readAll(): ReadJpeg {
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
    if (!this.#frame || !this.#state) throw formatError("missing SOS marker");
    this.#paintProgressive(this.#state);
    return {
      frame: this.#frame,
      transform: this.#colours.transformOf(this.#frame),
      essentials: this.#essentials,
      odd: this.#odd || this.#progress?.complete !== true,
    };
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
        // Go takes what is there at the time of its use, libjpeg what was there before the first scan.
        this.#odd ||= this.#state !== undefined;
        readQuantization(this.#data, length, this.#quantizations);
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
    this.#progress ??= new ScanProgress(this.#frame);
    this.#progress.add(header);
    this.#state = {
      endOfBandRun: this.#state?.endOfBandRun ?? 0,
      coefficients: this.#state?.coefficients ?? [],
      planes: this.#state?.planes ?? this.#paint?.(this.#frame, this.#quantizations),
      frame: this.#frame,
      tables: this.#tables,
      restartInterval: this.#restartInterval,
      onOddity: () => {
        this.#odd = true;
      },
    };
    walkScan(this.#data, this.#state, header);
  }

  #paintProgressive({ planes, coefficients }: ScanState): void {
    for (const [component, values] of coefficients.entries()) {
      if (planes && values instanceof Int32Array) planes.writeAll(component, values);
    }
  }

  #application(marker: number, length: number): void {
    if ((marker < APP0 || marker > APP15) && marker !== COM) {
      throw marker < 0xc0 ? formatError("unknown marker") : unsupported("unknown marker");
    }
    this.#colours.addSegment(marker, this.#data.readFull(length));
  }
}
