import { pipeline, type Readable } from "node:stream";
import { constants, createDeflateRaw } from "node:zlib";

/** Go's archive/zip deflates at level 5 of 9. */
const LEVEL = 5;

/**
 * zlib never refers to the first byte of its window, and Go does. With a byte in front of the data, which is therefore
 * never referred to either, the data's own first byte is treated like any other.
 */
const BYTE_IN_FRONT = Buffer.alloc(1);

/** The marker with which `ended` finds the end of the data lies in the last two bytes of zlib's output. */
const HELD_BACK_BYTES = 3;

/**
 * Deflates as Go's compress/flate ends its data: the last block is an empty stored one, where zlib marks its last block
 * of data as final. So sizes agree with the real Lambda's (recording zip-empty-file: 5 bytes for an empty file).
 */
export async function* deflateLikeGo(source: Readable): AsyncGenerator<Buffer> {
  const deflater = createDeflateRaw({
    level: LEVEL,
    finishFlush: constants.Z_PARTIAL_FLUSH,
    dictionary: BYTE_IN_FRONT,
  });
  // A failure of the source destroys the deflater, and the loop below throws it.
  pipeline(source, deflater, () => {});
  let held = Buffer.alloc(0);
  for await (const piece of deflater) {
    const bytes = Buffer.concat([held, piece]);
    const ready = Math.max(0, bytes.length - HELD_BACK_BYTES);
    if (ready > 0) yield bytes.subarray(0, ready);
    held = bytes.subarray(ready);
  }
  yield ended(held);
}

/**
 * Replaces what a partial flush has appended by a final, empty stored block. The flush appends an empty block of the
 * fixed code, whose ten bits are all zero but the second; so the last set bit says where it begins (RFC 1951, 3.2.3).
 */
function ended(tail: Buffer): Buffer {
  const lastByte = tail.findLastIndex((byte) => byte !== 0);
  const start = lastByte * 8 + Math.floor(Math.log2(tail[lastByte] ?? 0)) - 1;
  const bytes = Buffer.alloc(Math.ceil((start + 3) / 8) + 4);
  tail.copy(bytes, 0, 0, start >> 3);
  const keptBits = (tail[start >> 3] ?? 0) & ((1 << (start & 7)) - 1);
  bytes[start >> 3] = keptBits | (1 << (start & 7));
  bytes.fill(0xff, bytes.length - 2);
  return bytes;
}
