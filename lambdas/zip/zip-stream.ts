import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { deflateLikeGo } from "./go-deflate.ts";
import { centralDirectory, dataDescriptor, localHeader, type WrittenEntry, ZIP64_LIMIT } from "./zip-records.ts";

/** A file to be put into an archive; it is opened when its turn comes. */
export interface ZipSource {
  readonly name: string;
  readonly open: () => Promise<Readable>;
  /** Called when the file is in the archive. `size` is its own, in bytes. */
  readonly written: (size: number) => Promise<void>;
}

/**
 * A ZIP that is made while it is read, file by file, so that neither it nor a file is ever in memory as a whole.
 *
 * This is not archiver's ZIP: the real Lambda's archives have no time, no mode and no Unix attributes, keep entry names
 * as they are (archiver cleans them), and end their data in Go's way; archiver can leave out none of these.
 */
export class ZipStream {
  readonly #sources: readonly ZipSource[];
  #bytes = 0;

  constructor(sources: readonly ZipSource[]) {
    this.#sources = sources;
  }

  /** Bytes read so far; the archive's size at the end. */
  get bytes(): number {
    return this.#bytes;
  }

  readable(): Readable {
    return Readable.from(this.#all(), { objectMode: false });
  }

  async *#all(): AsyncGenerator<Buffer> {
    const entries: WrittenEntry[] = [];
    for (const source of this.#sources) {
      const body = await source.open();
      try {
        const entry = yield* this.#entry(source.name, body);
        entries.push(entry);
        await source.written(entry.size);
      } finally {
        // Also when nobody reads on.
        body.destroy();
      }
    }
    yield this.#counted(centralDirectory(entries, this.#bytes));
  }

  async *#entry(name: string, body: Readable): AsyncGenerator<Buffer, WrittenEntry> {
    const offset = this.#bytes;
    yield this.#counted(localHeader(name));
    let crc = 0;
    let size = 0;
    body.on("data", (chunk: Buffer) => {
      crc = crc32(chunk, crc);
      size += chunk.length;
    });
    const dataOffset = this.#bytes;
    for await (const piece of deflateLikeGo(body)) yield this.#counted(piece);
    const entry = { name, offset, crc, compressedSize: this.#bytes - dataOffset, size };
    yield this.#counted(dataDescriptor(entry));
    return entry;
  }

  #counted(piece: Buffer): Buffer {
    this.#bytes += piece.length;
    if (this.#bytes >= ZIP64_LIMIT)
      throw new Error("an archive of 4 GiB or more needs ZIP64, which is not written here");
    return piece;
  }
}
