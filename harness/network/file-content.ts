import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type Content, computeDigest, type WrittenContent } from "./content.ts";
import type { DigestAlgorithm } from "./digests.ts";
import { syncFolder } from "./sync-folder.ts";

/** Read at a time. */
const PIECE_BYTES = 1 << 20;
const STREAMED_BYTES = 1 << 19;

/** What is known of bytes when they are all there. */
export interface KnownOfBytes {
  readonly digests?: ReadonlyMap<DigestAlgorithm, string>;
  readonly checksum?: { readonly algorithm: string; readonly value: Buffer };
}

/** Bytes in a file that belongs to nothing else. */
export class FileContent implements Content {
  readonly length: number;
  readonly #path: string;
  readonly #digests: Map<DigestAlgorithm, string>;
  readonly #checksum: KnownOfBytes["checksum"];
  readonly #remove: (path: string) => void;
  #owners = 0;

  constructor(path: string, length: number, { digests, checksum }: KnownOfBytes = {}, keeping?: FileKeeping) {
    this.#path = path;
    this.length = length;
    this.#digests = new Map(digests);
    this.#checksum = checksum;
    this.#remove = keeping?.remove ?? removeNow;
  }

  *pieces(first = 0, last = this.length - 1): Iterable<Buffer> {
    const file = openSync(this.#path, "r");
    try {
      for (let at = first; at <= last; ) {
        const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, last + 1 - at));
        const read = readSync(file, piece, 0, piece.length, at);
        if (read === 0) throw this.#cutOff(at);
        yield piece.subarray(0, read);
        at += read;
      }
    } finally {
      closeSync(file);
    }
  }

  /** The next piece is read while the one before is used. */
  async *stream(first = 0, last = this.length - 1): AsyncIterable<Buffer> {
    const file = await open(this.#path, "r");
    try {
      const longest = Math.min(STREAMED_BYTES, last + 1 - first);
      const buffers = [Buffer.allocUnsafe(longest), Buffer.allocUnsafe(longest)] as const;
      const read = async (at: number, into: Buffer): Promise<Buffer> => {
        const { bytesRead } = await file.read(into, 0, Math.min(into.length, last + 1 - at), at);
        if (bytesRead === 0) throw this.#cutOff(at);
        return into.subarray(0, bytesRead);
      };
      let turn = 0;
      let next: Promise<Buffer> | undefined = first <= last ? read(first, buffers[0]) : undefined;
      for (let at = first; next; ) {
        const piece = await next;
        at += piece.length;
        turn = 1 - turn;
        next = at <= last ? read(at, buffers[turn === 0 ? 0 : 1]) : undefined;
        // Whoever stops asking has no use for its failure.
        next?.catch(() => {});
        yield piece;
      }
    } finally {
      await file.close();
    }
  }

  show(to: (piece: Buffer) => void): void {
    const file = openSync(this.#path, "r");
    try {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, this.length));
      for (let at = 0; at < this.length; ) {
        const read = readSync(file, piece, 0, piece.length, at);
        if (read === 0) throw this.#cutOff(at);
        to(piece.subarray(0, read));
        at += read;
      }
    } finally {
      closeSync(file);
    }
  }

  bytes(first?: number, last?: number): Buffer {
    return Buffer.concat([...this.pieces(first, last)]);
  }

  digest(algorithm: DigestAlgorithm): string {
    const known = this.#digests.get(algorithm) ?? computeDigest(algorithm, this);
    this.#digests.set(algorithm, known);
    return known;
  }

  takenChecksum(algorithm: string): Buffer | undefined {
    return this.#checksum?.algorithm === algorithm ? this.#checksum.value : undefined;
  }

  keep(): void {
    this.#owners++;
  }

  release(): void {
    if (--this.#owners === 0) this.#remove(this.#path);
  }

  written(): WrittenContent {
    return { kind: "file", name: basename(this.#path), length: this.length, digests: new Map(this.#digests) };
  }

  #cutOff(at: number): Error {
    return new Error(`${this.#path} has been cut off at ${at} of ${this.length} bytes`);
  }
}

/** How the file of a body lives that outlives the process. */
export interface FileKeeping {
  /** Nobody needs it any more. */
  readonly remove: (path: string) => void;
}

const removeNow = (path: string): void => rmSync(path, { force: true });

/** Writes a content piece by piece, and knows its MD5 when it is done: S3 asks for that of every object. */
export class FileWriter {
  readonly path: string;
  readonly #file: number;
  readonly #md5: Hash = createHash("md5");
  readonly #keeping: FileKeeping | undefined;
  #length = 0;

  /** With `keeping` the bytes are on the disk when it ends, and outlive the machine's fall. */
  constructor(path: string, keeping?: FileKeeping) {
    this.path = path;
    this.#keeping = keeping;
    this.#file = openSync(path, "wx", 0o600);
  }

  write(piece: Buffer): void {
    for (let at = 0; at < piece.length; ) at += writeSync(this.#file, piece, at);
    this.#md5.update(piece);
    this.#length += piece.length;
  }

  end(): FileContent {
    if (this.#keeping) fsyncSync(this.#file);
    closeSync(this.#file);
    if (this.#keeping) syncFolder(dirname(this.path));
    const known = { digests: new Map([["md5", this.#md5.digest("hex")]] as const) };
    return new FileContent(this.path, this.#length, known, this.#keeping);
  }

  /** Gives up what was written so far. */
  abandon(): void {
    closeSync(this.#file);
    rmSync(this.path, { force: true });
  }
}
