import { PictureError } from "../../raw-picture.ts";
import { UNEXPECTED_EOF } from "../read-error.ts";
import { type HuffmanTable, LOOK_UP_BITS } from "./huffman-table.ts";
import { formatError } from "./jpeg-error.ts";

const MARKER = -1;
const END = -2;

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

  /** The magnitude of a coefficient, whose value only a picture would need. */
  skipBits(count: number): void {
    if (this.#bitCount < count) this.#need(count);
    this.#bitCount -= count;
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

  #giveBack(): void {
    if (this.#unread !== 0 && this.#bitCount >= 8) {
      this.#at -= this.#unread;
      this.#bitCount -= 8;
      this.#bits >>>= 8;
    }
    this.#unread = 0;
  }
}
