import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import { type DeflateWork, deflateLikeGo } from "./go-deflate.ts";

/** Bytes that a file deflated before its turn may keep in memory. */
const AHEAD_BYTES = 4 * 1_048_576;

/** A file that is being deflated. `read` covers the whole file once `pieces` has ended. */
export interface DeflatingFile {
  readonly pieces: AsyncIterable<Buffer>;
  readonly read: { readonly crc: number; readonly size: number };
}

/** Opens a file and runs its deflating. */
export interface FileToDeflate {
  readonly open: () => Promise<Readable>;
  readonly deflate: DeflateWork;
}

/**
 * Hands out files in order, and opens and deflates the next one while the caller reads one: deflating one file keeps
 * only one core busy.
 */
export class FilesAhead {
  readonly #files: readonly FileToDeflate[];
  readonly #started: Promise<DeflatingFile>[] = [];
  readonly #streams: Readable[] = [];
  #opened: Promise<unknown> = Promise.resolve();
  #next = 0;
  #closed = false;

  constructor(files: readonly FileToDeflate[]) {
    this.#files = files;
    this.#startNext();
  }

  /** The next file, when it is open. Rejects as its `open` does. */
  async take(): Promise<DeflatingFile> {
    this.#startNext();
    const first = this.#started.shift();
    if (!first) throw new Error("FilesAhead.take was called more often than there are files");
    return first;
  }

  /** Closes all files, also those that are still being opened. */
  close(): void {
    this.#closed = true;
    for (const stream of this.#streams) stream.destroy();
  }

  #startNext(): void {
    const file = this.#files[this.#next++];
    if (!file) return;
    const started = this.#start(file);
    // The failure of a file is reported at its turn, which may never come.
    started.catch(() => {});
    this.#started.push(started);
  }

  async #start({ open, deflate }: FileToDeflate): Promise<DeflatingFile> {
    // Requests leave one after the other, in order, as the real Lambda's do (recording zip-two-raw).
    const opening = this.#opened.then(open);
    this.#opened = opening.catch(() => {});
    const body = await opening;
    const read = { crc: 0, size: 0 };
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of body as AsyncIterable<Buffer>) {
        read.crc = crc32(chunk, read.crc);
        read.size += chunk.length;
        yield chunk;
      }
    };
    const pieces = Readable.from(deflateLikeGo(counted(), deflate), {
      objectMode: false,
      highWaterMark: AHEAD_BYTES,
    });
    // Reported to the reader; nobody listens before that.
    pieces.on("error", () => {});
    this.#streams.push(body, pieces);
    if (this.#closed) this.close();
    else pieces.read(0);
    return { pieces, read };
  }
}
