import { PictureError } from "../../raw-picture.ts";
import { BufferedReader } from "../buffered-reader.ts";
import { Lzw, TIFF_LZW } from "../lzw.ts";
import { EOF, UNEXPECTED_EOF } from "../read-error.ts";
import { inflateZlib, readZlibHeader } from "../zlib-stream.ts";
import type { FileBuffer } from "./file-buffer.ts";
import { unsupported } from "./tiff-error.ts";

const NONE = [0, 1];
const LZW = 5;
const DEFLATE = [8, 32_946];
const PACK_BITS = 32_773;

export interface Part {
  readonly offset: number;
  readonly length: number;
}

/** The bytes of a strip or tile; not of CCITT's fax codes. */
export function decompress(file: FileBuffer, compression: number, { offset, length }: Part): Uint8Array {
  if (NONE.includes(compression)) return file.readAt(offset, length);
  const stream = new BufferedReader(file.section(offset, length));
  if (compression === LZW) return unLzw(stream);
  if (compression === PACK_BITS) return unpackBits(stream);
  if (!DEFLATE.includes(compression)) throw unsupported(`compression value ${compression}`);
  const parts: Uint8Array[] = [];
  readZlibHeader(stream);
  inflateZlib(stream, (bytes) => {
    parts.push(bytes);
  });
  return Buffer.concat(parts);
}

function unLzw(stream: BufferedReader): Uint8Array {
  const parts: Uint8Array[] = [];
  const lzw = new Lzw(() => stream.readByte(), 8, TIFF_LZW);
  try {
    for (let part = lzw.step(); part; part = lzw.step()) parts.push(Uint8Array.from(part));
  } catch (error) {
    throw error instanceof PictureError && error.message === EOF ? new PictureError(UNEXPECTED_EOF) : error;
  }
  return Buffer.concat(parts);
}

/** PackBits (TIFF 6.0, section 9). It ends where the data end, but not within a run. */
function unpackBits(stream: BufferedReader): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const code = nextCode(stream);
    if (code === undefined) return Buffer.concat(parts);
    if (code < 128) parts.push(Uint8Array.from(stream.readFull(code + 1)));
    else if (code > 128) parts.push(new Uint8Array(257 - code).fill(stream.readByte()));
  }
}

function nextCode(stream: BufferedReader): number | undefined {
  try {
    return stream.readByte();
  } catch (error) {
    if (error instanceof PictureError && error.message === EOF) return undefined;
    throw error;
  }
}
