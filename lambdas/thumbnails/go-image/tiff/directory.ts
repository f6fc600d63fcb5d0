import type { FileBuffer } from "./file-buffer.ts";
import { formatError, unsupported } from "./tiff-error.ts";

/** Fields that decide about the decoding (TIFF 6.0, section 8, and its supplements). */
export const Tag = {
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometricInterpretation: 262,
  fillOrder: 266,
  stripOffsets: 273,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  t4Options: 292,
  t6Options: 293,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

const READ = new Set<number>(Object.values(Tag));
const ENTRY_BYTES = 12;
/** Bytes of a value by its type: BYTE, ASCII, SHORT, LONG, RATIONAL. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8];
const BYTE = 1;
const SHORT = 3;
const LONG = 4;
const LARGEST_INT32 = 0x7fff_ffff;

export interface Directory {
  readonly littleEndian: boolean;
  readonly has: (tag: number) => boolean;
  /** Values of a field, none when it is missing. */
  readonly values: (tag: number) => readonly number[];
}

/** The first directory of a TIFF, as golang.org/x/image/tiff (2019-10-09) reads it. */
export function readDirectory(file: FileBuffer): Directory {
  const header = file.readAt(0, 8);
  const littleEndian = header.toString("latin1", 0, 2) === "II";
  const short = (bytes: Buffer, at: number) => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const long = (bytes: Buffer, at: number) => (littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));

  const start = long(header, 4);
  const count = short(file.readAt(start, 2), 0);
  const entries = file.readAt(start + 2, count * ENTRY_BYTES);
  const fields = new Map<number, readonly number[]>();
  let previous = -1;
  for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
    const entry = entries.subarray(at, at + ENTRY_BYTES);
    const tag = short(entry, 0);
    if (READ.has(tag)) fields.set(tag, checked(tag, valuesOf(entry)));
    if (tag <= previous) throw formatError("tags are not sorted in ascending order");
    previous = tag;
  }
  return { littleEndian, has: (tag) => fields.has(tag), values: (tag) => fields.get(tag) ?? [] };

  function valuesOf(entry: Buffer): readonly number[] {
    const type = short(entry, 2);
    const size = TYPE_BYTES[type];
    if (type === 0 || size === undefined) throw unsupported("IFD entry datatype");
    const length = long(entry, 4);
    if (length > Math.floor(LARGEST_INT32 / size)) throw formatError("IFD data too large");
    const bytes = length * size > 4 ? file.readAt(long(entry, 8), length * size) : entry.subarray(8, 8 + length * size);
    switch (type) {
      case BYTE:
        return [...bytes];
      case SHORT:
        return Array.from({ length }, (_, index) => short(bytes, 2 * index));
      case LONG:
        return Array.from({ length }, (_, index) => long(bytes, 4 * index));
      default:
        throw unsupported("data type");
    }
  }
}

function checked(tag: number, values: readonly number[]): readonly number[] {
  if (tag === Tag.colourMap && (values.length === 0 || values.length % 3 !== 0 || values.length > 3 * 256)) {
    throw formatError("bad ColorMap length");
  }
  if (tag === Tag.sampleFormat && values.some((format) => format !== 1)) throw unsupported("sample format");
  return values;
}
