import { PictureError } from "../raw-picture.ts";
import type { BufferedReader } from "./buffered-reader.ts";
import { FIXED_CODE, PrefixCode } from "./prefix-code.ts";
import { withoutEof } from "./read-error.ts";

const WINDOW = 32_768;
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const END_OF_BLOCK = 256;
const MOST_LITERALS = 286;
const MOST_DISTANCES = 30;

/**
 * Deflate as RFC 1951 has it, a byte at a time, so that an error names the byte where Go's compress/flate finds it.
 * Only for data that node:zlib refuses, or that does not end where it should: it is ten times slower.
 */
export class Inflate {
  readonly #input: BufferedReader;
  readonly #write: (bytes: Uint8Array) => void;
  readonly #window = new Uint8Array(3 * WINDOW);
  #at = 0;
  #flushed = 0;
  #written = 0;
  #bits = 0;
  #bitCount = 0;
  #consumed = 0;

  /** `write` gets what is inflated, also what comes before an error, and may throw to end it. */
  constructor(input: BufferedReader, write: (bytes: Uint8Array) => void) {
    this.#input = input;
    this.#write = write;
  }

  run(): void {
    try {
      while (!this.#block());
    } catch (error) {
      this.#flush();
      throw error;
    }
    this.#flush();
  }

  /** One block; true when it was the last. */
  #block(): boolean {
    const last = this.#take(1) === 1;
    switch (this.#take(2)) {
      case 0:
        this.#stored();
        break;
      case 1:
        this.#compressed(FIXED_CODE, undefined);
        break;
      case 2: {
        const { literals, distances } = this.#codes();
        this.#compressed(literals, distances);
        break;
      }
      default:
        throw this.#corrupt();
    }
    return last;
  }

  #stored(): void {
    this.#bits = 0;
    this.#bitCount = 0;
    const header = withoutEof(() => this.#input.readFull(4));
    this.#consumed += 4;
    const [a = 0, b = 0, c = 0, d = 0] = header;
    const length = a | (b << 8);
    if ((c | (d << 8)) !== (~length & 0xffff)) throw this.#corrupt();
    for (let left = length; left > 0; ) {
      // Go asks for as much as its window holds, and so decides how far its buffer reads ahead.
      const part = this.#available(Math.min(left, WINDOW - (this.#written % WINDOW)));
      this.#window.set(part, this.#at);
      this.#at += part.length;
      this.#written += part.length;
      this.#consumed += part.length;
      left -= part.length;
      if (this.#at >= 2 * WINDOW) this.#slide();
    }
  }

  #available(most: number): Uint8Array {
    const { bytes, error } = this.#input.read(most);
    if (bytes.length === 0) {
      return withoutEof(() => {
        throw new PictureError(error ?? "EOF");
      });
    }
    return bytes;
  }

  #codes(): { literals: PrefixCode; distances: PrefixCode } {
    this.#need(14);
    const literalCount = (this.#bits & 31) + 257;
    if (literalCount > MOST_LITERALS) throw this.#corrupt();
    const distanceCount = ((this.#bits >>> 5) & 31) + 1;
    if (distanceCount > MOST_DISTANCES) throw this.#corrupt();
    const lengthCount = ((this.#bits >>> 10) & 15) + 4;
    this.#drop(14);
    const codeLengths: number[] = new Array(19).fill(0);
    for (const symbol of CODE_LENGTH_ORDER.slice(0, lengthCount)) codeLengths[symbol] = this.#take(3);
    const lengths = this.#codeLengths(this.#code(codeLengths), literalCount + distanceCount);
    const literals = this.#code(lengths.slice(0, literalCount));
    const distances = this.#code(lengths.slice(literalCount));
    return { literals: literals.readingAtLeast(lengths[END_OF_BLOCK] ?? 0), distances };
  }

  #codeLengths(code: PrefixCode, count: number): number[] {
    const lengths: number[] = [];
    while (lengths.length < count) {
      const symbol = this.#symbol(code);
      if (symbol < 16) {
        lengths.push(symbol);
        continue;
      }
      if (symbol === 16 && lengths.length === 0) throw this.#corrupt();
      const repeated = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      const times = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (lengths.length + times > count) throw this.#corrupt();
      for (let time = 0; time < times; time++) lengths.push(repeated);
    }
    return lengths;
  }

  #compressed(literals: PrefixCode, distances: PrefixCode | undefined): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < END_OF_BLOCK) {
        this.#put(symbol);
        continue;
      }
      if (symbol === END_OF_BLOCK) return;
      if (symbol >= MOST_LITERALS) throw this.#corrupt();
      const length = (LENGTH_BASE[symbol - 257] ?? 0) + this.#take(LENGTH_EXTRA[symbol - 257] ?? 0);
      const distance = this.#distance(distances === undefined ? this.#fixedDistance() : this.#symbol(distances));
      if (distance > Math.min(this.#written, WINDOW)) throw this.#corrupt();
      for (let copied = 0; copied < length; copied++) this.#put(this.#window[this.#at - distance] as number);
    }
  }

  #fixedDistance(): number {
    const bits = this.#take(5);
    return ((bits & 1) << 4) | ((bits & 2) << 2) | (bits & 4) | ((bits & 8) >> 2) | ((bits & 16) >> 4);
  }

  #distance(symbol: number): number {
    if (symbol < 4) return symbol + 1;
    if (symbol >= MOST_DISTANCES) throw this.#corrupt();
    const extra = (symbol - 2) >> 1;
    return (1 << (extra + 1)) + 1 + (((symbol & 1) << extra) | this.#take(extra));
  }

  #symbol(code: PrefixCode): number {
    for (let needed = code.shortest; ; ) {
      this.#need(needed);
      const found = code.lookUp(this.#bits);
      needed = found & 15;
      if (needed > this.#bitCount) continue;
      if (needed === 0) throw this.#corrupt();
      this.#drop(needed);
      return found >> 4;
    }
  }

  #code(lengths: readonly number[]): PrefixCode {
    const code = PrefixCode.of(lengths);
    if (!code) throw this.#corrupt();
    return code;
  }

  #put(byte: number): void {
    this.#window[this.#at++] = byte;
    this.#written++;
    if (this.#at >= 2 * WINDOW) this.#slide();
  }

  #take(count: number): number {
    this.#need(count);
    const value = this.#bits & ((1 << count) - 1);
    this.#drop(count);
    return value;
  }

  #need(count: number): void {
    while (this.#bitCount < count) {
      const byte = withoutEof(() => this.#input.readByte());
      this.#consumed++;
      this.#bits |= byte << this.#bitCount;
      this.#bitCount += 8;
    }
  }

  #drop(count: number): void {
    this.#bits >>>= count;
    this.#bitCount -= count;
  }

  #flush(): void {
    const bytes = this.#window.slice(this.#flushed, this.#at);
    this.#flushed = this.#at;
    if (bytes.length > 0) this.#write(bytes);
  }

  #slide(): void {
    this.#flush();
    this.#window.copyWithin(0, this.#at - WINDOW, this.#at);
    this.#at = WINDOW;
    this.#flushed = WINDOW;
  }

  #corrupt(): PictureError {
    return new PictureError(`flate: corrupt input before offset ${this.#consumed}`);
  }
}
