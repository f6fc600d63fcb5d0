import { once } from "node:events";
import { constants, createDeflateRaw, type DeflateRaw } from "node:zlib";

/** Go's archive/zip deflates at level 5 of 9. */
const LEVEL = 5;

/**
 * zlib never refers to the first byte of its window, and Go does. With a byte in front of the data, which is therefore
 * never referred to either, the data's own first byte is treated like any other.
 */
const BYTE_IN_FRONT = Buffer.alloc(1);

/** The marker with which `ended` finds the end of the data lies in the last two bytes of zlib's output. */
const ENDING_BYTES = 3;

/**
 * Every piece of output costs a turn of the event loop; zlib's own 16 KiB would make a thousand of them for a listing's
 * photos.
 */
const PIECE_BYTES = 256 * 1024;

/** Runs the deflating of so many bytes, which is CPU-heavy. */
export type DeflateWork = (bytes: number, work: () => Promise<void>) => Promise<void>;

/**
 * Deflates as Go's compress/flate ends its data: the last block is an empty stored one, where zlib marks its last block
 * of data as final. So sizes agree with the real Lambda's (recording zip-empty-file: 5 bytes for an empty file).
 */
export async function* deflateLikeGo(source: AsyncIterable<Buffer>, run: DeflateWork): AsyncGenerator<Buffer> {
  const deflater = createDeflateRaw({
    level: LEVEL,
    finishFlush: constants.Z_PARTIAL_FLUSH,
    dictionary: BYTE_IN_FRONT,
    chunkSize: PIECE_BYTES,
  });
  const pieces: Buffer[] = [];
  deflater.on("data", (piece: Buffer) => pieces.push(piece));
  try {
    for await (const chunk of source) {
      await run(chunk.length, () => written(deflater, chunk));
      if ((pieces.at(-1)?.length ?? 0) >= ENDING_BYTES) yield* pieces.splice(0, pieces.length - 1);
    }
    const end = once(deflater, "end");
    deflater.end();
    await end;
    yield ended(Buffer.concat(pieces));
  } finally {
    deflater.destroy();
  }
}

function written(deflater: DeflateRaw, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    deflater.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
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
