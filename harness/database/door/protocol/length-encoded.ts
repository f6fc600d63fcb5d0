/** The counterpart of `PayloadReader.lengthEncoded`, for numbers up to 2^53. */
export function lengthEncoded(value: number | bigint): Buffer {
  if (value < 0xfb) return Buffer.from([Number(value)]);
  if (value < 0x10000) return withPrefix(0xfc, value, 2);
  if (value < 0x1000000) return withPrefix(0xfd, value, 3);
  const bytes = Buffer.alloc(9, 0xfe);
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return bytes;
}

export function lengthEncodedBytes(bytes: Buffer): Buffer {
  return Buffer.concat([lengthEncoded(bytes.length), bytes]);
}

function withPrefix(prefix: number, value: number | bigint, width: number): Buffer {
  const bytes = Buffer.alloc(1 + width, prefix);
  bytes.writeUIntLE(Number(value), 1, width);
  return bytes;
}
