import { Readable } from "node:stream";
import { type DeflatingFile, FilesAhead, type FileToDeflate } from "./files-ahead.ts";
import { centralDirectory, dataDescriptor, isFolder, localHeader, type WrittenEntry } from "./zip-records.ts";

/** A file to be put into an archive; it is opened when the one before it has its turn. */
export interface ZipSource extends FileToDeflate {
  readonly name: string;
  /** What the archive fails with when the file cannot be read to its end or be written. Default: what happened. */
  readonly writeFailure?: (error: unknown) => Error;
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
      for (const source of this.#sources) entries.push(yield* this.#entry(source, await files.take()));
    } finally {
      // Also when the reader stops.
      files.close();
    }
    yield this.#counted(centralDirectory(entries, this.#bytes));
  }

  async *#entry({ name, writeFailure }: ZipSource, file: DeflatingFile): AsyncGenerator<Buffer, WrittenEntry> {
    const offset = this.#bytes;
    yield this.#counted(localHeader(name));
    const dataOffset = this.#bytes;
    try {
      if (isFolder(name)) await requireEmpty(file);
      else for await (const piece of file.pieces) yield this.#counted(piece);
    } catch (error) {
      throw writeFailure?.(error) ?? error;
    }
    const entry = { name, offset, compressedSize: this.#bytes - dataOffset, ...file.read };
    if (!isFolder(name)) yield this.#counted(dataDescriptor(entry));
    this.#sourceBytes += entry.size;
    return entry;
  }

  #counted(piece: Buffer): Buffer {
    this.#bytes += piece.length;
    return piece;
  }
}

/** Go refuses the first byte of a folder; an object without any passes. */
async function requireEmpty({ pieces, read }: DeflatingFile): Promise<void> {
  for await (const _piece of pieces) if (read.size > 0) break;
  if (read.size > 0) throw new Error("zip: write to directory");
}
