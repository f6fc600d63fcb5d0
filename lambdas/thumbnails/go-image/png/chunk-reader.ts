import { crc32 } from "node:zlib";
import type { BufferedReader } from "../buffered-reader.ts";
import { formatError } from "./png-error.ts";

/** Reads chunks: length, type, data, and the checksum over type and data (PNG, 5.3). */
export class ChunkReader {
  readonly #input: BufferedReader;
  #checksum = 0;
  #position: number;

  /** `position` is where in the file `input` begins. */
  constructor(input: BufferedReader, position: number) {
    this.#input = input;
    this.#position = position;
  }

  /** Where in the file the next byte is. */
  get position(): number {
    return this.#position;
  }

  readHeader(): { length: number; type: string } {
    const header = Buffer.from(this.#input.readFull(8));
    this.#position += 8;
    this.#checksum = crc32(header.subarray(4));
    return { length: header.readUInt32BE(), type: header.toString("latin1", 4) };
  }

  readData(length: number): Uint8Array {
    return this.count(this.#input.readFull(length));
  }

  /** Takes note of data that were read past this class. */
  count(bytes: Uint8Array): Uint8Array {
    this.#position += bytes.length;
    this.#checksum = crc32(bytes, this.#checksum);
    return bytes;
  }

  verifyChecksum(): void {
    const stored = Buffer.from(this.#input.readFull(4)).readUInt32BE();
    this.#position += 4;
    if (stored !== this.#checksum) throw formatError("invalid checksum");
  }
}
