import { crc32, deflateSync } from "node:zlib";
import { BufferedReader, BytesSource } from "../buffered-reader.ts";
import { withoutEof } from "../read-error.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { INDEXED, type PngHeader, readHeader, TRUECOLOUR } from "./header.ts";
import { requirePaletteAllowed, requirePaletteLength, requireTransparencyLength, usedTransparency } from "./palette.ts";
import { readPixelData } from "./pixel-data.ts";
import { formatError } from "./png-error.ts";
import { endOfSoundPixelData } from "./sound-pixel-data.ts";

const SIGNATURE_BYTES = 8;
const LARGEST_CHUNK = 0x7fff_ffff;

/** How far a file has come; Go compares stages by this order (Go 1.26 image/png, run). */
const Stage = { start: 0, header: 1, palette: 2, transparency: 3, pixels: 4, end: 5 } as const;

/**
 * Reads a PNG as Go's image/png does, and throws what it says. Answers the file without what Go passes over, but other
 * decoders may refuse: unknown critical chunks, and anything after the pixels.
 */
export async function checkPng(bytes: Buffer): Promise<Buffer> {
  const reader = new PngReader(bytes);
  await reader.readAll();
  return reader.essentials();
}

class PngReader {
  readonly #bytes: Buffer;
  #input: BufferedReader;
  #chunks: ChunkReader;
  #stage: number = Stage.start;
  #header: PngHeader | undefined;
  #paletteEntries = 0;
  readonly #kept: Buffer[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#input = new BufferedReader(new BytesSource(bytes));
    this.#input.readFull(SIGNATURE_BYTES);
    this.#chunks = new ChunkReader(this.#input, SIGNATURE_BYTES);
  }

  async readAll(): Promise<void> {
    while (this.#stage !== Stage.end) {
      const pixels = withoutEof(() => this.#chunk());
      if (!pixels) continue;
      this.#kept.push(await this.#pixels(pixels));
    }
  }

  /** The IDAT chunks as they are, or, where Go lets pass something odd in them, new ones. */
  async #pixels({ start, length, header }: { start: number; length: number; header: PngHeader }): Promise<Buffer> {
    const end = await endOfSoundPixelData(this.#bytes, start, header);
    if (end === undefined) {
      const rows = withoutEof(() => readPixelData(this.#input, this.#chunks, length, header));
      return chunkOf("IDAT", deflateSync(rows));
    }
    this.#continueAt(end);
    return this.#bytes.subarray(start, end);
  }

  /** Signature, header, palette, transparency and pixels. */
  essentials(): Buffer {
    return Buffer.concat([this.#bytes.subarray(0, SIGNATURE_BYTES), ...this.#kept, chunkOf("IEND", Buffer.alloc(0))]);
  }

  /** Reads a chunk; of pixels only the beginning, which it answers. */
  #chunk(): { start: number; length: number; header: PngHeader } | undefined {
    const start = this.#chunks.position;
    const { length, type } = this.#chunks.readHeader();
    switch (type) {
      case "IHDR":
        this.#enter(Stage.header, this.#stage === Stage.start);
        if (length !== 13) throw formatError("bad IHDR length");
        this.#header = readHeader(this.#chunks.readData(length));
        break;
      case "PLTE":
        this.#enter(Stage.palette, this.#stage === Stage.header);
        this.#palette(length);
        break;
      case "tRNS":
        this.#enter(Stage.transparency, this.#transparencyMayCome());
        return this.#transparency(length);
      case "IDAT":
        if (this.#stage === Stage.pixels) return this.#passOver(length);
        this.#enter(Stage.pixels, this.#pixelsMayCome());
        return this.#header && { start, length, header: this.#header };
      case "IEND":
        this.#enter(Stage.end, this.#stage === Stage.pixels);
        if (length !== 0) throw formatError("bad IEND length");
        this.#chunks.verifyChecksum();
        return undefined;
      default:
        return this.#passOver(length);
    }
    this.#chunks.verifyChecksum();
    this.#kept.push(this.#bytes.subarray(start, this.#chunks.position));
    return undefined;
  }

  #enter(stage: number, inOrder: boolean): void {
    if (!inOrder) throw formatError("chunk out of order");
    this.#stage = stage;
  }

  #palette(length: number): void {
    if (!this.#header) return;
    requirePaletteLength(this.#header, length);
    this.#chunks.readData(length);
    requirePaletteAllowed(this.#header);
    this.#paletteEntries = length / 3;
  }

  #transparency(length: number): undefined {
    if (!this.#header) return;
    requireTransparencyLength(this.#header, length);
    const data = Buffer.from(this.#chunks.readData(length));
    this.#chunks.verifyChecksum();
    const used = usedTransparency(this.#header, data, this.#paletteEntries);
    if (used.length > 0) this.#kept.push(chunkOf("tRNS", used));
  }

  #transparencyMayCome(): boolean {
    const afterHeader = this.#stage === Stage.header;
    const afterPalette = this.#stage === Stage.palette;
    if (this.#header?.colourType === INDEXED) return afterPalette;
    return afterHeader || (afterPalette && this.#header?.colourType === TRUECOLOUR);
  }

  #pixelsMayCome(): boolean {
    if (this.#stage === Stage.header) return this.#header?.colourType !== INDEXED;
    return this.#stage === Stage.palette || this.#stage === Stage.transparency;
  }

  #passOver(length: number): undefined {
    if (length > LARGEST_CHUNK) throw formatError(`Bad chunk length: ${length}`);
    this.#chunks.readData(length);
    this.#chunks.verifyChecksum();
  }

  #continueAt(position: number): void {
    this.#input = new BufferedReader(new BytesSource(this.#bytes.subarray(position)));
    this.#chunks = new ChunkReader(this.#input, position);
  }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}
