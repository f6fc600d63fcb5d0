import { PictureError } from "../raw-picture.ts";

const LONGEST_CODE = 12;
const NO_CODE = 0xffff;

/** What tells the LZW of GIF (Go's compress/lzw) from that of TIFF (golang.org/x/image/tiff/lzw). */
export interface LzwVariant {
  /** Codes are packed from the least significant bit. */
  readonly lowBitsFirst: boolean;
  /** Codes become a bit longer one code early, and the table is not held at its last entry. */
  readonly early: boolean;
}

export const GIF_LZW: LzwVariant = { lowBitsFirst: true, early: false };
export const TIFF_LZW: LzwVariant = { lowBitsFirst: false, early: true };

/** Decodes codes to bytes, one code a step. */
export class Lzw {
  readonly #readByte: () => number;
  readonly #variant: LzwVariant;
  readonly #literalBits: number;
  readonly #clear: number;
  readonly #suffix = new Uint8Array(1 << LONGEST_CODE);
  readonly #prefix = new Uint16Array(1 << LONGEST_CODE);
  readonly #expanded = new Uint8Array(2 << LONGEST_CODE);
  #bits = 0;
  #bitCount = 0;
  #width: number;
  #high: number;
  #last = NO_CODE;

  /** `readByte` throws what ends the data. */
  constructor(readByte: () => number, literalBits: number, variant: LzwVariant) {
    this.#readByte = readByte;
    this.#variant = variant;
    this.#literalBits = literalBits;
    this.#clear = 1 << literalBits;
    this.#width = literalBits + 1;
    this.#high = this.#clear + 1;
  }

  /** What the next code stands for: nothing when it clears the table, undefined when it is the end. */
  step(): Uint8Array | undefined {
    const code = this.#code();
    if (code === this.#clear) {
      this.#width = this.#literalBits + 1;
      this.#high = this.#clear + 1;
      this.#last = NO_CODE;
      return this.#expanded.subarray(0, 0);
    }
    if (code === this.#clear + 1) return undefined;
    if (code > this.#high) throw new PictureError("lzw: invalid code");
    const expansion = this.#expand(code);
    if (this.#last !== NO_CODE) {
      this.#suffix[this.#high] = expansion[0] as number;
      this.#prefix[this.#high] = this.#last;
    }
    this.#grow(code);
    return expansion;
  }

  #expand(code: number): Uint8Array {
    let at = this.#expanded.length - 1;
    let from = code;
    if (code === this.#high && this.#last !== NO_CODE) {
      // The code that is being defined: what came last, and its first byte once more.
      from = this.#last;
      while (from >= this.#clear) from = this.#prefix[from] as number;
      this.#expanded[at--] = from;
      from = this.#last;
    }
    for (; from >= this.#clear; from = this.#prefix[from] as number)
      this.#expanded[at--] = this.#suffix[from] as number;
    this.#expanded[at] = from;
    return this.#expanded.subarray(at);
  }

  #grow(code: number): void {
    this.#last = code;
    this.#high = (this.#high + 1) & 0xffff;
    const next = this.#variant.early ? this.#high + 1 : this.#high;
    if (next < 1 << this.#width) return;
    if (this.#width < LONGEST_CODE) {
      this.#width++;
      return;
    }
    this.#last = NO_CODE;
    if (!this.#variant.early) this.#high--;
  }

  #code(): number {
    while (this.#bitCount < this.#width) {
      const byte = this.#readByte();
      this.#bits = this.#variant.lowBitsFirst ? this.#bits | (byte << this.#bitCount) : (this.#bits << 8) | byte;
      this.#bitCount += 8;
    }
    const mask = (1 << this.#width) - 1;
    this.#bitCount -= this.#width;
    if (this.#variant.lowBitsFirst) {
      const code = this.#bits & mask;
      this.#bits >>>= this.#width;
      return code;
    }
    const code = (this.#bits >>> this.#bitCount) & mask;
    this.#bits &= (1 << this.#bitCount) - 1;
    return code;
  }
}
