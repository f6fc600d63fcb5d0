import { Readable } from "node:stream";
import { type DeflatingFile, FilesAhead, type FileToDeflate } from "./files-ahead.ts";
import { centralDirectory, dataDescriptor, localHeader, type WrittenEntry, ZIP64_LIMIT } from "./zip-records.ts";

/** A file to be put into an archive; it is opened when the one before it has its turn. */
export interface ZipSource extends FileToDeflate {
  readonly name: string;
}

/**
 * A ZIP that is made while it is read, in the order of its files; only some MiB of two files are in memory at a time.
 *
 * This is not archiver's ZIP: the real Lambda's archives have no time, no mode and no Unix attributes, keep entry names
 * as they are (archiver cleans them), and end their data in Go's way; archiver can leave out none of these.
 */
export class ZipStream {
  readonly #sources: readonly ZipSource[];
  #bytes = 0;
  #sourceBytes = 0;

  constructor(sources: readonly ZipSource[]) {
    this.#sources = sources;
  }

  /** Bytes read so far; the archive's size at the end. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of the files that are in the archive so far. */
  get sourceBytes(): number {
    return this.#sourceBytes;
  }

  readable(): Readable {
    return Readable.from(this.#all(), { objectMode: false });
  }

  async *#all(): AsyncGenerator<Buffer> {
    const entries: WrittenEntry[] = [];
    const files = new FilesAhead(this.#sources);
    try {
      for (const { name } of this.#sources) entries.push(yield* this.#entry(name, await files.take()));
    } finally {
      // Also when the reader stops.
      files.close();
    }
    yield this.#counted(centralDirectory(entries, this.#bytes));
  }

  async *#entry(name: string, { pieces, read }: DeflatingFile): AsyncGenerator<Buffer, WrittenEntry> {
    const offset = this.#bytes;
    yield this.#counted(localHeader(name));
    const dataOffset = this.#bytes;
    for await (const piece of pieces) yield this.#counted(piece);
    const entry = { name, offset, compressedSize: this.#bytes - dataOffset, ...read };
    yield this.#counted(dataDescriptor(entry));
    this.#sourceBytes += entry.size;
    return entry;
  }

  #counted(piece: Buffer): Buffer {
    this.#bytes += piece.length;
    if (this.#bytes >= ZIP64_LIMIT)
      throw new Error("an archive of 4 GiB or more needs ZIP64, which is not written here");
    return piece;
  }
}
