import { PictureError } from "../../raw-picture.ts";

/** Bytes of a value by its type, BYTE to DOUBLE (TIFF 6.0, section 2); other types have none. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const LONGEST_COUNT = 0xffff_ffff;

const BYTE = 1;
const SHORT = 3;
const LONG = 4;
const SIGNED_BYTE = 6;
const SIGNED_SHORT = 8;
const SIGNED_LONG = 9;

export interface ExifTag {
  readonly id: number;
  /** The first value, when the tag holds integers. */
  readonly integer: number | undefined;
}

export interface ExifDirectory {
  readonly tags: readonly ExifTag[];
  /** Where the next directory is, 0 for none. */
  readonly next: number;
}

/** Directories of TIFF data as rwcarlsen/goexif reads them: one damaged tag, and the whole is given up. */
export class TiffTags {
  readonly #data: Buffer;
  readonly #littleEndian: boolean;

  constructor(data: Buffer) {
    this.#data = data;
    const order = data.toString("latin1", 0, 2);
    this.#littleEndian = order === "II";
    if (order !== "II" && order !== "MM") throw givenUp("byte order");
    if (this.#short(2) !== 42) throw givenUp("marker");
  }

  get first(): number {
    return this.#long(4);
  }

  /** A directory; offsets and counts are signed, as goexif has them. */
  directoryAt(offset: number): ExifDirectory {
    const start = offset | 0;
    if (start < 0) throw givenUp("offset");
    const count = (this.#short(start) << 16) >> 16;
    const tags: ExifTag[] = [];
    let at = start + 2;
    for (; tags.length < count; at += 12) tags.push(this.#tagAt(at));
    return { tags, next: this.#long(at) };
  }

  #tagAt(at: number): ExifTag {
    const type = this.#short(at + 2);
    const count = this.#long(at + 4);
    if (count === LONGEST_COUNT) throw givenUp("count");
    // 32 bits, and more is lost.
    const length = ((TYPE_BYTES[type] ?? 0) * count) % 2 ** 32;
    if (length === 0) throw givenUp("zero length");
    const value = length > 4 ? this.#long(at + 8) : at + 8;
    if (value + Math.max(length, length > 4 ? 0 : 4) > this.#data.length) throw givenUp("short value");
    if (length < (TYPE_BYTES[type] ?? 0) * count) throw givenUp("count");
    return { id: this.#short(at), integer: this.#integer(type, value) };
  }

  #integer(type: number, at: number): number | undefined {
    switch (type) {
      case BYTE:
        return this.#data.readUInt8(at);
      case SIGNED_BYTE:
        return this.#data.readInt8(at);
      case SHORT:
        return this.#short(at);
      case SIGNED_SHORT:
        return (this.#short(at) << 16) >> 16;
      case LONG:
        return this.#long(at);
      case SIGNED_LONG:
        return this.#long(at) | 0;
      default:
        return undefined;
    }
  }

  #short(at: number): number {
    if (at + 2 > this.#data.length) throw givenUp("end");
    return this.#littleEndian ? this.#data.readUInt16LE(at) : this.#data.readUInt16BE(at);
  }

  #long(at: number): number {
    if (at + 4 > this.#data.length) throw givenUp("end");
    return this.#littleEndian ? this.#data.readUInt32LE(at) : this.#data.readUInt32BE(at);
  }
}

/** Only that goexif fails matters: the Lambda then takes the photo for upright. */
function givenUp(reason: string): PictureError {
  return new PictureError(`exif: ${reason}`);
}
