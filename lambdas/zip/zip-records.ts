/** One file of an archive, after it was written. Offsets and sizes in bytes. */
export interface WrittenEntry {
  readonly name: string;
  readonly offset: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
}

/**
 * The records of a ZIP with the values that Go's archive/zip gives a file without time and mode
 * (docs/contract/pipeline.md 1.4): version 2.0, sizes in a data descriptor, DOS date and time 0, no attributes, no
 * extra fields.
 * Format: PKWARE APPNOTE.TXT 6.3.10, section 4.3.
 */
const VERSION = 20;
const DEFLATED = 8;
const SIZES_FOLLOW = 0x8;
const NAME_IS_UTF8 = 0x800;

/** First size or offset that needs ZIP64, which these records do not have. */
export const ZIP64_LIMIT = 0xffff_ffff;

export function localHeader(name: string): Buffer {
  const encoded = Buffer.from(name);
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(flagsOf(name), 6);
  record.writeUInt16LE(DEFLATED, 8);
  record.writeUInt16LE(encoded.length, 26);
  return Buffer.concat([record, encoded]);
}

export function dataDescriptor({ crc, compressedSize, size }: WrittenEntry): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(compressedSize, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

/** The directory of all files and the record that ends the archive. `offset` is where the directory begins. */
export function centralDirectory(entries: readonly WrittenEntry[], offset: number): Buffer {
  const files = Buffer.concat(entries.map(centralHeader));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(files.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([files, end]);
}

function centralHeader({ name, offset, crc, compressedSize, size }: WrittenEntry): Buffer {
  const encoded = Buffer.from(name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  record.writeUInt16LE(flagsOf(name), 8);
  record.writeUInt16LE(DEFLATED, 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(compressedSize, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(encoded.length, 28);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, encoded]);
}

/** Go calls a name UTF-8 when it has anything but the characters that all old code pages share. */
function flagsOf(name: string): number {
  return /^[ -[\]-}]*$/.test(name) ? SIZES_FOLLOW : SIZES_FOLLOW | NAME_IS_UTF8;
}
