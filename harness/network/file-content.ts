import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type Content, computeDigest, type WrittenContent } from "./content.ts";
import type { DigestAlgorithm } from "./digests.ts";

/** Read at a time. */
const PIECE_BYTES = 1 << 20;

/** Bytes in a file that belongs to nothing else. */
export class FileContent implements Content {
  readonly length: number;
  readonly #path: string;
  readonly #digests: Map<DigestAlgorithm, string>;
  readonly #remove: (path: string) => void;
  #owners = 0;

  constructor(
    path: string,
    length: number,
    digests: ReadonlyMap<DigestAlgorithm, string> = new Map(),
    remove: (path: string) => void = removeNow,
  ) {
    this.#path = path;
    this.length = length;
    this.#digests = new Map(digests);
    this.#remove = remove;
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

/** How long the file of a body lives. */
export interface FileKeeping {
  /** Nobody needs it any more. */
  readonly remove: (path: string) => void;
}

const removeNow = (path: string): void => rmSync(path, { force: true });

/** Writes a content piece by piece, and knows its digests when it is done. */
export class FileWriter {
  readonly path: string;
  readonly #file: number;
  readonly #hashes: readonly (readonly [DigestAlgorithm, Hash])[] = [
    ["md5", createHash("md5")],
    ["sha256", createHash("sha256")],
  ];
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
    for (const [, hash] of this.#hashes) hash.update(piece);
    this.#length += piece.length;
  }

  end(): FileContent {
    if (this.#keeping) fsyncSync(this.#file);
    closeSync(this.#file);
    if (this.#keeping) syncFolder(dirname(this.path));
    return new FileContent(
      this.path,
      this.#length,
      new Map(this.#hashes.map(([name, hash]) => [name, hash.digest("hex")])),
      this.#keeping?.remove,
    );
  }

  /** Gives up what was written so far. */
  abandon(): void {
    closeSync(this.#file);
    rmSync(this.path, { force: true });
  }
}

/** A file's name is on the disk only when its folder is (fsync(2)); systems that know no such thing keep it by themselves. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const opened = openSync(folder, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
