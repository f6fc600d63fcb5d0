import { PictureError } from "../../raw-picture.ts";
import type { Chunk, Source } from "../buffered-reader.ts";
import { EOF, UNEXPECTED_EOF } from "../read-error.ts";

/**
 * A file that is read at any place, as golang.org/x/image/tiff buffers it. What it says at the file's end depends on
 * whether anything new could be read: "unexpected EOF" if so, "EOF" if not.
 */
export class FileBuffer {
  readonly #bytes: Buffer;
  #buffered = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  readAt(offset: number, length: number): Buffer {
    const error = this.#fill(offset + length);
    if (error !== undefined) throw new PictureError(error);
    return this.#bytes.subarray(offset, offset + length);
  }

  /** A part of the file as a stream; beyond the file's end it gives zeros once, and then the error. */
  section(offset: number, length: number): Source {
    let at = offset;
    const end = offset + length;
    return {
      read: (most: number): Chunk => {
        if (at >= end) return { bytes: new Uint8Array(0), error: EOF };
        const size = Math.min(most, end - at);
        const error = this.#fill(at + size);
        const bytes = new Uint8Array(size);
        bytes.set(this.#bytes.subarray(at, at + size));
        at += size;
        return error === undefined ? { bytes } : { bytes, error };
      },
    };
  }

  #fill(end: number): string | undefined {
    if (end <= this.#buffered) return undefined;
    const before = this.#buffered;
    this.#buffered = Math.max(before, Math.min(end, this.#bytes.length));
    if (this.#buffered === end) return undefined;
    return this.#buffered === before ? EOF : UNEXPECTED_EOF;
  }
}
