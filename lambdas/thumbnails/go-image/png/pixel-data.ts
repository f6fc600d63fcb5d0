import { PictureError } from "../../raw-picture.ts";
import { BufferedReader, type Chunk, type Source } from "../buffered-reader.ts";
import { EOF, UNEXPECTED_EOF } from "../read-error.ts";
import { inflateZlib, readZlibHeader } from "../zlib-stream.ts";
import type { ChunkReader } from "./chunk-reader.ts";
import type { PngHeader } from "./header.ts";
import { formatError } from "./png-error.ts";
import { Rows } from "./rows.ts";

/** The data of consecutive IDAT chunks as one stream. Another chunk in its place is "not enough pixel data". */
class PixelData implements Source {
  readonly #input: BufferedReader;
  readonly #chunks: ChunkReader;
  left: number;

  constructor(input: BufferedReader, chunks: ChunkReader, firstLength: number) {
    this.#input = input;
    this.#chunks = chunks;
    this.left = firstLength;
  }

  read(most: number): Chunk {
    try {
      this.#nextChunk();
    } catch (error) {
      if (error instanceof PictureError) return { bytes: new Uint8Array(0), error: error.message };
      throw error;
    }
    const { bytes, error } = this.#input.read(Math.min(most, this.left));
    this.#chunks.count(bytes);
    this.left -= bytes.length;
    return error === undefined ? { bytes } : { bytes, error };
  }

  #nextChunk(): void {
    while (this.left === 0) {
      this.#chunks.verifyChecksum();
      const { length, type } = this.#chunks.readHeader();
      this.left = length;
      if (type !== "IDAT") throw formatError("not enough pixel data");
    }
  }
}

/**
 * Reads a PNG's pixel data from the first IDAT on, as Go does when something is wrong with them (Go 1.26 image/png,
 * run): rows first, then the end of the stream, then what is left of the chunk. Answers the rows.
 */
export function readPixelData(input: BufferedReader, chunks: ChunkReader, length: number, header: PngHeader): Buffer {
  const data = new PixelData(input, chunks, length);
  const stream = new BufferedReader(data);
  readZlibHeader(stream);
  const rows = new Rows(header);
  const inflated: Uint8Array[] = [];
  let refused: PictureError | undefined;
  try {
    inflateZlib(stream, (bytes) => {
      inflated.push(bytes);
      refused = refusalOf(rows, bytes);
      if (refused) throw refused;
    });
  } catch (error) {
    throw refused ?? (error instanceof PictureError ? streamError(error, rows) : error);
  }
  if (!rows.complete) throw formatError("not enough pixel data");
  if (rows.surplus > 0 || data.left > 0) throw formatError("too much pixel data");
  chunks.verifyChecksum();
  return Buffer.concat(inflated);
}

function refusalOf(rows: Rows, bytes: Uint8Array): PictureError | undefined {
  const filter = rows.add(bytes);
  if (filter !== undefined) return formatError("bad filter type");
  // Go asks for one byte more; if an error comes along with it, that is what it says.
  return rows.surplus > 1 ? formatError("too much pixel data") : undefined;
}

/** An error of the stream in the midst of rows is passed on, at its end it is wrapped once more. */
function streamError(error: PictureError, rows: Rows): PictureError {
  if (rows.complete) return formatError(error.message);
  return error.message === EOF || error.message === UNEXPECTED_EOF ? formatError("not enough pixel data") : error;
}
