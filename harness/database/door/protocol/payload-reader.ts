import { MalformedPacketError } from "./malformed-packet.ts";

/**
 * Reads a payload from its beginning. Integers are little-endian; what is named `lengthEncoded` is MySQL's
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_dt_integers.html). Every method throws
 * MalformedPacketError when the payload is too short.
 */
export class PayloadReader {
  readonly #payload: Buffer;
  #offset: number;

  constructor(payload: Buffer, offset = 0) {
    this.#payload = payload;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  get left(): number {
    return this.#payload.length - this.#offset;
  }

  skip(bytes: number): void {
    this.#take(bytes);
  }

  /** An unsigned integer of 1 to 6 bytes. */
  integer(bytes: number): number {
    const from = this.#take(bytes);
    return this.#payload.readUIntLE(from, bytes);
  }

  /** A signed integer of 1 to 6 bytes. */
  signed(bytes: number): number {
    const from = this.#take(bytes);
    return this.#payload.readIntLE(from, bytes);
  }

  big(unsigned: boolean): bigint {
    const from = this.#take(8);
    return unsigned ? this.#payload.readBigUInt64LE(from) : this.#payload.readBigInt64LE(from);
  }

  float(): number {
    return this.#payload.readFloatLE(this.#take(4));
  }

  double(): number {
    return this.#payload.readDoubleLE(this.#take(8));
  }

  /** Numbers above 2^53 lose their last digits; lengths never are so large. */
  lengthEncoded(): number {
    const first = this.integer(1);
    if (first < 0xfb) return first;
    if (first === 0xfc) return this.integer(2);
    if (first === 0xfd) return this.integer(3);
    if (first === 0xfe) return Number(this.big(true));
    throw new MalformedPacketError(`0x${first.toString(16)} does not begin a length-encoded integer`);
  }

  bytes(length: number): Buffer {
    const from = this.#take(length);
    return this.#payload.subarray(from, from + length);
  }

  lengthEncodedBytes(): Buffer {
    return this.bytes(this.lengthEncoded());
  }

  /** Text up to a zero byte, which is skipped. */
  zeroEnded(): Buffer {
    const end = this.#payload.indexOf(0, this.#offset);
    if (end < 0) throw new MalformedPacketError("a text has no zero byte at its end");
    const bytes = this.bytes(end - this.#offset);
    this.skip(1);
    return bytes;
  }

  rest(): Buffer {
    return this.bytes(this.left);
  }

  #take(bytes: number): number {
    const from = this.#offset;
    if (!(bytes >= 0) || from + bytes > this.#payload.length) {
      throw new MalformedPacketError(
        `${bytes} bytes were to come at byte ${from} of a payload of ${this.#payload.length}`,
      );
    }
    this.#offset = from + bytes;
    return from;
  }
}
