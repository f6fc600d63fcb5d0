import { PictureError } from "../../raw-picture.ts";
import { UNEXPECTED_EOF } from "../read-error.ts";
import { type HuffmanTable, LONG_LOOK_UP_BITS, LOOK_UP_BITS } from "./huffman-table.ts";
import { formatError } from "./jpeg-error.ts";

const MARKER = -1;
const END = -2;
const LONG_LOOK_UP_MASK = (1 << LONG_LOOK_UP_BITS) - 1;
const LAST_COEFFICIENT = 63;
const ZERO_RUN = 0xf0;
/** Bytes of the file that a block takes at most in `skipBlock`, stuffing and looking ahead included. */
const BLOCK_BYTES = 512;

/**
 * A JPEG file, byte by byte between its segments and bit by bit in entropy-coded data. Go looks eight bits ahead there,
 * and gives a byte back when something else follows; both decide what it says about data that are cut.
 */
export class EntropyReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  /** Bytes to step back to undo the last one that was put into the bits. */
  #unread = 0;
  #bits = 0;
  #bitCount = 0;
  /** No marker and no end of the file before here. */
  #clearUntil = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get position(): number {
    return this.#at;
  }

  readByte(): number {
    if (this.#at >= this.#bytes.length) throw new PictureError(UNEXPECTED_EOF);
    this.#unread = 0;
    return this.#bytes[this.#at++] as number;
  }

  readFull(length: number): Uint8Array {
    this.#giveBack();
    if (this.#at + length > this.#bytes.length) {
      this.#at = this.#bytes.length;
      throw new PictureError(UNEXPECTED_EOF);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** Forgets what is left of the last byte: entropy-coded data begin, or begin again after a restart. */
  clearBits(): void {
    this.#bits = 0;
    this.#bitCount = 0;
  }

  /**
   * Passes over a block of a sequential scan, if it is nothing out of the ordinary and ends well before the next
   * marker; otherwise nothing has happened, and the answer is false. Four bytes are looked ahead here instead of one,
   * and tables are longer: it is what makes a photo of 4 MB bearable.
   */
  skipBlock(dc: HuffmanTable, ac: HuffmanTable): boolean {
    if (this.#at + BLOCK_BYTES > this.#clearUntil && !this.#isClear()) return false;
    const bytes = this.#bytes;
    let at = this.#at;
    let bits = this.#bits;
    let count = this.#bitCount;
    let table = dc.longCodes;
    for (let zig = 0; zig <= LAST_COEFFICIENT; zig++) {
      while (count <= 24) {
        const byte = bytes[at] as number;
        at += byte === 0xff ? 2 : 1;
        bits = (bits << 8) | byte;
        count += 8;
      }
      const found = table[(bits >>> (count - LONG_LOOK_UP_BITS)) & LONG_LOOK_UP_MASK] as number;
      if (found === 0) return false;
      const value = found >> 4;
      count -= found & 15;
      if (zig === 0) {
        if (value > 11) return false;
        count -= value;
        table = ac.longCodes;
      } else if (value === 0) {
        break;
      } else {
        const size = value & 15;
        if (size === 0 && value !== ZERO_RUN) return false;
        zig += value >> 4;
        if (zig > LAST_COEFFICIENT && size !== 0) return false;
        count -= size;
      }
    }
    this.#at = at;
    this.#bits = bits;
    this.#bitCount = count;
    this.#unread = 1;
    return true;
  }

  decode(table: HuffmanTable): number {
    if (this.#bitCount < LOOK_UP_BITS) {
      const byte = this.#nextByte();
      if (byte < 0) {
        // The code may still end in the bits that are there.
        this.#at -= this.#unread;
        this.#unread = 0;
        return table.decodeSlowly(this);
      }
      this.#bits = (this.#bits << 8) | byte;
      this.#bitCount += 8;
    }
    const found = table.shortCodes[(this.#bits >>> (this.#bitCount - LOOK_UP_BITS)) & 0xff] as number;
    if (found === 0) return table.decodeSlowly(this);
    this.#bitCount -= found & 0xff;
    return found >> 8;
  }

  readBit(): number {
    if (this.#bitCount === 0) this.#need(1);
    this.#bitCount--;
    return (this.#bits >>> this.#bitCount) & 1;
  }

  readBits(count: number): number {
    if (this.#bitCount < count) this.#need(count);
    this.#bitCount -= count;
    return (this.#bits >>> this.#bitCount) & ((1 << count) - 1);
  }

  /** A coefficient of so many bits, which begins with a zero if it is negative (F.2.2.1). */
  readSigned(count: number): number {
    const value = this.readBits(count);
    return value < (1 << count) >> 1 ? value - (1 << count) + 1 : value;
  }

  #need(count: number): void {
    while (this.#bitCount < count) {
      const byte = this.#nextByte();
      if (byte < 0) throw formatError(byte === END ? "short Huffman data" : "missing 0xff00 sequence");
      this.#bits = (this.#bits << 8) | byte;
      this.#bitCount += 8;
    }
  }

  /** 0xff is followed by a zero that is no data (F.1.2.3). */
  #nextByte(): number {
    const bytes = this.#bytes;
    if (this.#at >= bytes.length) {
      this.#unread = 0;
      return END;
    }
    const byte = bytes[this.#at++] as number;
    this.#unread = 1;
    if (byte !== 0xff) return byte;
    if (this.#at >= bytes.length) return END;
    if (bytes[this.#at] !== 0) return MARKER;
    this.#at++;
    this.#unread = 2;
    return byte;
  }

  /** Go gives back a byte at most, and never looks further ahead; where the next marker is found is the same. */
  #giveBack(): void {
    if (this.#unread !== 0) {
      for (; this.#bitCount >= 8; this.#bitCount -= 8) {
        const stuffed = this.#bytes[this.#at - 1] === 0 && this.#bytes[this.#at - 2] === 0xff;
        this.#at -= stuffed ? 2 : 1;
        this.#bits >>>= 8;
      }
    }
    this.#unread = 0;
  }

  /** Whether the next block is before the next marker; looks for it once. */
  #isClear(): boolean {
    if (this.#clearUntil <= this.#at) {
      let end = this.#bytes.indexOf(0xff, this.#at);
      while (end >= 0 && this.#bytes[end + 1] === 0) end = this.#bytes.indexOf(0xff, end + 2);
      this.#clearUntil = end < 0 ? this.#bytes.length : end;
    }
    return this.#at + BLOCK_BYTES <= this.#clearUntil;
  }
}
