import { PictureError } from "../raw-picture.ts";
import type { BufferedReader } from "./buffered-reader.ts";
import { Inflate } from "./inflate.ts";
import { withoutEof } from "./read-error.ts";

const DEFLATE = 8;
const LARGEST_WINDOW = 7;
const DICTIONARY = 0x20;
const MODULUS = 65_521;

/**
 * What follows the header of a zlib stream (RFC 1950), with the errors of Go's compress/zlib; `write` gets what is
 * inflated, also before an error.
 */
export function inflateZlib(input: BufferedReader, write: (bytes: Uint8Array) => void): void {
  const sum = new Adler32();
  new Inflate(input, (bytes) => {
    sum.add(bytes);
    write(bytes);
  }).run();
  const stored = Buffer.from(withoutEof(() => input.readFull(4))).readUInt32BE();
  if (stored !== sum.value) throw new PictureError("zlib: invalid checksum");
}

export function readZlibHeader(input: BufferedReader): void {
  const [method = 0, flags = 0] = withoutEof(() => input.readFull(2));
  const valid = (method & 15) === DEFLATE && method >> 4 <= LARGEST_WINDOW && ((method << 8) | flags) % 31 === 0;
  if (!valid) throw new PictureError("zlib: invalid header");
  if ((flags & DICTIONARY) === 0) return;
  const dictionary = Buffer.from(withoutEof(() => input.readFull(4))).readUInt32BE();
  // The checksum of no dictionary at all.
  if (dictionary !== 1) throw new PictureError("zlib: invalid dictionary");
}

class Adler32 {
  #low = 1;
  #high = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#low = (this.#low + byte) % MODULUS;
      this.#high = (this.#high + this.#low) % MODULUS;
    }
  }

  get value(): number {
    return this.#high * 65_536 + this.#low;
  }
}
