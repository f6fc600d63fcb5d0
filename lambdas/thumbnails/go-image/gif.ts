import { PictureError, type RawPicture } from "../raw-picture.ts";
import { BufferedReader, BytesSource } from "./buffered-reader.ts";
import { SubBlocks } from "./gif-sub-blocks.ts";
import { GIF_LZW, Lzw } from "./lzw.ts";
import { paletteToRgb } from "./palette-to-rgb.ts";
import { EOF, UNEXPECTED_EOF, withoutEof } from "./read-error.ts";

const EXTENSION = 0x21;
const IMAGE_DESCRIPTOR = 0x2c;
const TRAILER = 0x3b;

const PLAIN_TEXT = 0x01;
const GRAPHIC_CONTROL = 0xf9;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

const COLOUR_TABLE = 0x80;
const INTERLACED = 0x40;
const TRANSPARENT = 0x01;

/** First row and distance of the rows of each group (GIF89a, appendix E). */
const GROUPS = [
  [0, 8],
  [4, 8],
  [2, 4],
  [1, 2],
] as const;

/**
 * The first frame of a GIF, in the frame's own size, with black where it is transparent: what Go's image/gif gives to a
 * JPEG encoder. Throws what it says of others (Go 1.26 image/gif, run).
 */
export function decodeGif(bytes: Buffer): RawPicture {
  return new GifReader(bytes).firstFrame();
}

class GifReader {
  readonly #input: BufferedReader;
  #screen = { width: 0, height: 0 };
  #globalColours: Uint8Array | undefined;
  #transparentIndex: number | undefined;

  constructor(bytes: Buffer) {
    this.#input = new BufferedReader(new BytesSource(bytes));
  }

  firstFrame(): RawPicture {
    this.#readScreen();
    for (;;) {
      const [block = 0] = this.#read(1, "reading frames: ");
      switch (block) {
        case EXTENSION:
          this.#readExtension();
          break;
        case IMAGE_DESCRIPTOR:
          return this.#readFrame();
        case TRAILER:
          throw new PictureError("gif: missing image data");
        default:
          throw new PictureError(`gif: unknown block type: 0x${hex(block)}`);
      }
    }
  }

  #readScreen(): void {
    const header = Buffer.from(this.#read(13, "reading header: "));
    const version = header.toString("latin1", 0, 6);
    if (version !== "GIF87a" && version !== "GIF89a") {
      throw new PictureError(`gif: can't recognize format ${goQuoted(header.subarray(0, 6))}`);
    }
    this.#screen = { width: header.readUInt16LE(6), height: header.readUInt16LE(8) };
    const fields = header.readUInt8(10);
    if (fields & COLOUR_TABLE) this.#globalColours = this.#readColours(fields);
  }

  #readColours(fields: number): Uint8Array {
    // Go reuses the memory that it reads into; these bytes stay.
    return Uint8Array.from(this.#read(3 * (2 << (fields & 7)), "reading color table: "));
  }

  #readExtension(): void {
    const during = "reading extension: ";
    const [extension = 0] = this.#read(1, during);
    switch (extension) {
      case GRAPHIC_CONTROL:
        this.#readGraphicControl();
        return;
      case PLAIN_TEXT:
        this.#read(13, during);
        break;
      case COMMENT:
        break;
      case APPLICATION: {
        const [size = 0] = this.#read(1, during);
        this.#read(size, during);
        break;
      }
      default:
        throw new PictureError(`gif: unknown extension 0x${hex(extension)}`);
    }
    for (;;) {
      const [length = 0] = this.#read(1, during);
      if (length === 0) return;
      this.#read(length, during);
    }
  }

  #readGraphicControl(): void {
    const [size = 0, flags = 0, , , transparentIndex = 0, end = 0] = this.#read(6, "can't read graphic control: ");
    if (size !== 4) throw new PictureError(`gif: invalid graphic control extension block size: ${size}`);
    if (flags & TRANSPARENT) this.#transparentIndex = transparentIndex;
    if (end !== 0) throw new PictureError(`gif: invalid graphic control extension block terminator: ${end}`);
  }

  #readFrame(): RawPicture {
    const descriptor = Buffer.from(this.#read(9, "can't read image descriptor: "));
    const [left, top] = [descriptor.readUInt16LE(0), descriptor.readUInt16LE(2)];
    const [width, height] = [descriptor.readUInt16LE(4), descriptor.readUInt16LE(6)];
    const fields = descriptor.readUInt8(8);
    if (left + width > this.#screen.width || top + height > this.#screen.height) {
      throw new PictureError("gif: frame bounds larger than image bounds");
    }
    const colours = fields & COLOUR_TABLE ? this.#readColours(fields) : this.#globalColours;
    if (!colours) throw new PictureError("gif: no color table");
    const pixels = this.#readPixels(width * height);
    const palette = withTransparent(colours, this.#transparentIndex);
    if (pixels.some((index) => index * 3 >= palette.length)) throw new PictureError("gif: invalid pixel value");
    const upright = fields & INTERLACED ? uninterlaced(pixels, width, height) : pixels;
    return { data: paletteToRgb(upright, palette), width, height };
  }

  #readPixels(count: number): Uint8Array {
    const during = "reading image data: ";
    const [literalBits = 0] = this.#read(1, during);
    if (literalBits < 2 || literalBits > 8) {
      throw new PictureError(`gif: pixel size in decode out of range: ${literalBits}`);
    }
    const blocks = new SubBlocks(this.#input);
    const { pixels, ended } = expand(new Lzw(() => blocks.readByte(), literalBits, GIF_LZW), count);
    // The end code may be missing, the pixels may not.
    const complete = ended === EOF || ended === UNEXPECTED_EOF;
    if (ended !== undefined && !complete) throw new PictureError(`gif: ${during}${ended}`);
    if (pixels.length < count) throw new PictureError("gif: not enough image data");
    if (ended === undefined) throw new PictureError("gif: too much image data");
    const closed = blocks.close();
    if (closed === "too much") throw new PictureError("gif: too much image data");
    if (closed !== undefined) throw new PictureError(`gif: ${during}${closed}`);
    return pixels;
  }

  #read(length: number, during: string): Uint8Array {
    try {
      return withoutEof(() => this.#input.readFull(length));
    } catch (error) {
      throw error instanceof PictureError ? new PictureError(`gif: ${during}${error.message}`) : error;
    }
  }
}

/** Up to `count` pixels, and what came after them: an error, the end (EOF), or, undefined, still more of them. */
function expand(lzw: Lzw, count: number): { pixels: Uint8Array; ended: string | undefined } {
  const pixels = new Uint8Array(count);
  let filled = 0;
  for (;;) {
    let expansion: Uint8Array | undefined;
    try {
      expansion = lzw.step();
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      return { pixels: pixels.subarray(0, filled), ended: error.message === EOF ? UNEXPECTED_EOF : error.message };
    }
    if (!expansion) return { pixels: pixels.subarray(0, filled), ended: EOF };
    if (filled + expansion.length > count) {
      return { pixels, ended: undefined };
    }
    pixels.set(expansion, filled);
    filled += expansion.length;
  }
}

/** A transparent colour that the table does not have makes it longer, by black (Go 1.26 image/gif, run). */
function withTransparent(colours: Uint8Array, index: number | undefined): Uint8Array {
  if (index === undefined) return colours;
  const palette = new Uint8Array(Math.max(colours.length, 3 * (index + 1)));
  palette.set(colours);
  palette.fill(0, 3 * index, 3 * index + 3);
  return palette;
}

function uninterlaced(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const upright = new Uint8Array(pixels.length);
  let from = 0;
  for (const [first, distance] of GROUPS) {
    for (let row = first; row < height; row += distance) {
      upright.set(pixels.subarray(from, from + width), row * width);
      from += width;
    }
  }
  return upright;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** Go's %q of a version: only its fifth byte can be anything. */
function goQuoted(version: Buffer): string {
  const fifth = version.readUInt8(4);
  const special = SPECIAL[fifth];
  const printable = fifth >= 0x20 && fifth < 0x7f ? String.fromCharCode(fifth) : `\\x${hex(fifth)}`;
  return `"GIF8${special ?? printable}a"`;
}

const SPECIAL: Readonly<Record<number, string>> = {
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};
