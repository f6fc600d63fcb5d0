const REPLACEMENT = "\ufffd";

/**
 * Text of bytes as Go ranges over a string: every byte that does not begin a valid sequence becomes one U+FFFD. Node's
 * own decoder replaces a truncated sequence as a whole, so texts with broken bytes would differ in length.
 */
export function decodeGoUtf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (!text.includes(REPLACEMENT)) return text;
  let decoded = "";
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    decoded += length === 0 ? REPLACEMENT : Buffer.from(bytes.subarray(index, index + length)).toString("utf8");
    index += length || 1;
  }
  return decoded;
}

/** Bytes of the valid sequence that starts here, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 0 || start + length > bytes.length) return 0;
  for (let index = start + 1; index < start + length; index++) {
    if (((bytes[index] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[start + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outOfRange = (first === 0xed && second >= 0xa0) || (first === 0xf4 && second >= 0x90);
  return overlong || outOfRange ? 0 : length;
}
