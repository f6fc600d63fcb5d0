import { PictureError } from "../../raw-picture.ts";
import { formatError } from "./jpeg-error.ts";

const LONGEST_CODE = 16;
export const LOOK_UP_BITS = 8;
export const LONG_LOOK_UP_BITS = 12;

interface BitSource {
  readBit(): number;
}

/**
 * A Huffman table (ITU-T T.81, C.2 and F.2.2.3) as Go keeps it, also one with more codes than there can be: then the
 * shorter ones win.
 */
export class HuffmanTable {
  /** For the next eight bits: the value times 256, plus the code's length; 0 when the code is longer. */
  readonly shortCodes = new Uint16Array(1 << LOOK_UP_BITS);
  /**
   * For the next twelve bits: the value times 16, plus the code's length; 0 when it is longer, or codes are ambiguous.
   */
  readonly longCodes = new Uint16Array(1 << LONG_LOOK_UP_BITS);
  readonly #values: Uint8Array;
  readonly #first: Int32Array = new Int32Array(LONGEST_CODE).fill(-1);
  readonly #last: Int32Array = new Int32Array(LONGEST_CODE).fill(-1);
  readonly #index: Int32Array = new Int32Array(LONGEST_CODE).fill(-1);

  /** `counts` of codes with 1 to 16 bits, and the values in the order of their codes. */
  constructor(counts: Uint8Array, values: Uint8Array) {
    this.#values = values;
    let code = 0;
    let index = 0;
    let ambiguous = false;
    for (let bits = 1; bits <= LONGEST_CODE; bits++) {
      const count = counts[bits - 1] as number;
      if (count > 0) {
        this.#first[bits - 1] = code;
        this.#last[bits - 1] = code + count - 1;
        this.#index[bits - 1] = index;
      }
      for (let one = 0; one < count; one++, code++, index++) {
        if (bits <= LOOK_UP_BITS) this.#addShort(code, bits, values[index] as number);
        if (bits <= LONG_LOOK_UP_BITS) this.#addLong(code, bits, values[index] as number);
      }
      if (code > 1 << bits) ambiguous = true;
      code <<= 1;
    }
    if (ambiguous) this.longCodes.fill(0);
  }

  /** A code bit by bit, for what has no short code, or ends within eight bits of the data's end. */
  decodeSlowly(reader: BitSource): number {
    let code = 0;
    for (let bits = 0; bits < LONGEST_CODE; bits++) {
      code |= reader.readBit();
      if (code <= (this.#last[bits] as number)) {
        const at = (this.#index[bits] as number) + code - (this.#first[bits] as number);
        if (at < 0) throw new PictureError(`runtime error: index out of range [${at}]`);
        return this.#values[at] ?? 0;
      }
      code <<= 1;
    }
    throw formatError("bad Huffman code");
  }

  #addLong(code: number, bits: number, value: number): void {
    const rest = LONG_LOOK_UP_BITS - bits;
    this.longCodes.fill((value << 4) | bits, code << rest, (code + 1) << rest);
  }

  #addShort(code: number, bits: number, value: number): void {
    const first = (code << (LOOK_UP_BITS - bits)) & 0xff;
    for (let rest = 0; rest < 1 << (LOOK_UP_BITS - bits); rest++) this.shortCodes[first | rest] = (value << 8) | bits;
  }
}
