import { PictureError } from "../raw-picture.ts";
import { EOF, UNEXPECTED_EOF } from "./read-error.ts";

export interface Chunk {
  readonly bytes: Uint8Array;
  /** Why nothing comes after these bytes. */
  readonly error?: string;
}

/** Go's io.Reader: up to `most` bytes. Without an error there is at least one. */
export interface Source {
  read(most: number): Chunk;
}

const BUFFER_BYTES = 4096;
const NOTHING = new Uint8Array(0);

/** A file in memory (Go's bytes.Reader). */
export class BytesSource implements Source {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  read(most: number): Chunk {
    const bytes = this.#bytes.subarray(this.#at, this.#at + most);
    this.#at += bytes.length;
    return bytes.length === 0 ? { bytes, error: EOF } : { bytes };
  }
}

/**
 * Go's bufio.Reader in its default size. How far it reads ahead decides in two places what Go says: how much of an IDAT
 * counts as left over ("too much pixel data"), and which of two words it finds for the end of a cut TIFF.
 */
export class BufferedReader implements Source {
  readonly #source: Source;
  #buffer: Uint8Array = NOTHING;
  #at = 0;
  #error: string | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  read(most: number): Chunk {
    if (this.#at === this.#buffer.length) {
      const error = this.#takeError();
      if (error !== undefined) return { bytes: NOTHING, error };
      if (most >= BUFFER_BYTES) return this.#source.read(most);
      this.#fill();
      if (this.#buffer.length === 0) return { bytes: NOTHING, error: this.#takeError() ?? EOF };
    }
    const bytes = this.#buffer.subarray(this.#at, this.#at + most);
    this.#at += bytes.length;
    return { bytes };
  }

  readByte(): number {
    while (this.#at === this.#buffer.length) {
      const error = this.#takeError();
      if (error !== undefined) throw new PictureError(error);
      this.#fill();
    }
    return this.#buffer[this.#at++] as number;
  }

  /** Exactly `length` bytes (Go's io.ReadFull). */
  readFull(length: number): Uint8Array {
    const first = length === 0 ? { bytes: NOTHING } : this.read(length);
    if (first.bytes.length === length) return first.bytes;
    const parts: Uint8Array[] = [first.bytes];
    let read = first.bytes.length;
    let { error }: Chunk = first;
    while (read < length && error === undefined) {
      const chunk = this.read(length - read);
      parts.push(chunk.bytes);
      read += chunk.bytes.length;
      error = chunk.error;
    }
    if (read < length) throw new PictureError(error === EOF && read > 0 ? UNEXPECTED_EOF : (error ?? EOF));
    return Buffer.concat(parts, length);
  }

  #fill(): void {
    const { bytes, error } = this.#source.read(BUFFER_BYTES);
    this.#buffer = bytes;
    this.#at = 0;
    this.#error = error;
  }

  #takeError(): string | undefined {
    const error = this.#error;
    this.#error = undefined;
    return error;
  }
}
