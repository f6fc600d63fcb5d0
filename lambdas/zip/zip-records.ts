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
 * (docs/contract/pipeline.md 1.4): version 2.0, sizes in a data descriptor, DOS date and time 0, no attributes, and no
 * extra field but that of ZIP64, where a size or an offset needs it.
 * Format: PKWARE APPNOTE.TXT 6.3.10, section 4.3.
 */
const VERSION = 20;
const VERSION_OF_ZIP64 = 45;
const STORED = 0;
const DEFLATED = 8;
const SIZES_FOLLOW = 0x8;
const NAME_IS_UTF8 = 0x800;

/** What stands in a field whose value is in a record of ZIP64; a value as great needs one. */
const IN_ZIP64 = 0xffff_ffff;
const COUNT_IN_ZIP64 = 0xffff;

/** A name that ends in a slash is a folder to Go, whatever the object is: it has no data and no descriptor. */
export function isFolder(name: string): boolean {
  return name.endsWith("/");
}

export function localHeader(name: string): Buffer {
  const encoded = Buffer.from(name);
  const record = Buffer.alloc(30);
  record.writeUInt32LE(0x04034b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(flagsOf(name), 6);
  record.writeUInt16LE(methodOf(name), 8);
  record.writeUInt16LE(encoded.length, 26);
  return Buffer.concat([record, encoded]);
}

export function dataDescriptor(entry: WrittenEntry): Buffer {
  const large = hasLargeSize(entry);
  const record = Buffer.alloc(large ? 24 : 16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(entry.crc, 4);
  if (large) {
    record.writeBigUInt64LE(BigInt(entry.compressedSize), 8);
    record.writeBigUInt64LE(BigInt(entry.size), 16);
  } else {
    record.writeUInt32LE(entry.compressedSize, 8);
    record.writeUInt32LE(entry.size, 12);
  }
  return record;
}

/** The directory of all files and the records that end the archive. `offset` is where the directory begins. */
export function centralDirectory(entries: readonly WrittenEntry[], offset: number): Buffer {
  const files = Buffer.concat(entries.map(centralHeader));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const large = entries.length >= COUNT_IN_ZIP64 || files.length >= IN_ZIP64 || offset >= IN_ZIP64;
  const count = large ? COUNT_IN_ZIP64 : entries.length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(large ? IN_ZIP64 : files.length, 12);
  end.writeUInt32LE(large ? IN_ZIP64 : offset, 16);
  return Buffer.concat([files, ...(large ? [zip64End(entries.length, files.length, offset)] : []), end]);
}

/** The end of the directory in 64 bits, and the locator that says where that record is. */
function zip64End(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  // What follows of the record, without its signature and this number.
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(VERSION_OF_ZIP64, 12);
  record.writeUInt16LE(VERSION_OF_ZIP64, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

function centralHeader(entry: WrittenEntry): Buffer {
  const { name, offset, crc, compressedSize, size } = entry;
  const large = hasLargeSize(entry) || offset >= IN_ZIP64;
  const encoded = Buffer.from(name);
  const extra = large ? zip64Extra(entry) : Buffer.alloc(0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(hasLargeSize(entry) ? VERSION_OF_ZIP64 : VERSION, 6);
  record.writeUInt16LE(flagsOf(name), 8);
  record.writeUInt16LE(methodOf(name), 10);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(large ? IN_ZIP64 : compressedSize, 20);
  record.writeUInt32LE(large ? IN_ZIP64 : size, 24);
  record.writeUInt16LE(encoded.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(Math.min(offset, IN_ZIP64), 42);
  return Buffer.concat([record, encoded, extra]);
}

/** Go writes both sizes and the offset, whichever needs it. */
function zip64Extra({ offset, compressedSize, size }: WrittenEntry): Buffer {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  extra.writeBigUInt64LE(BigInt(compressedSize), 12);
  extra.writeBigUInt64LE(BigInt(offset), 20);
  return extra;
}

function hasLargeSize({ compressedSize, size }: WrittenEntry): boolean {
  return compressedSize >= IN_ZIP64 || size >= IN_ZIP64;
}

function methodOf(name: string): number {
  return isFolder(name) ? STORED : DEFLATED;
}

/** Go calls a name UTF-8 when it has anything but the characters that all old code pages share. */
function flagsOf(name: string): number {
  const follow = isFolder(name) ? 0 : SIZES_FOLLOW;
  return /^[ -[\]-}]*$/.test(name) ? follow : follow | NAME_IS_UTF8;
}
