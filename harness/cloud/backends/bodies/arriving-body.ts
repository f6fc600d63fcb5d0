import { createHash, type Hash } from "node:crypto";
import type { RunningAlgorithm } from "../../../emulator/s3/checksums/algorithms.ts";
import { type BodyShelf, LARGEST_IN_MEMORY_BYTES } from "../../../network/body-shelf.ts";
import { type Content, MemoryContent } from "../../../network/content.ts";
import type { DigestAlgorithm } from "../../../network/digests.ts";
import { FileContent } from "../../../network/file-content.ts";
import { fileThread, type ThreadFile } from "./file-thread.ts";

/** What will be asked of a body, as far as the head of its request tells: it is taken while the bytes pass. */
export interface ForeseenDigests {
  readonly digests: readonly DigestAlgorithm[];
  readonly checksum: RunningAlgorithm | undefined;
}

interface LargePart {
  readonly path: string;
  readonly file: ThreadFile;
  readonly hashes: readonly (readonly [DigestAlgorithm, Hash])[];
}

/**
 * A body while it arrives: in memory as long as it is small, or where there is no shelf; else a thread writes it to a file and takes the
 * checksum, while this one receives and takes the digests.
 */
export class ArrivingBody {
  readonly #shelf: BodyShelf | undefined;
  readonly #foreseen: ForeseenDigests;
  /** As long as all is in memory. */
  #pieces: Buffer[] = [];
  #length = 0;
  #large: LargePart | undefined;

  constructor(shelf: BodyShelf | undefined, foreseen: ForeseenDigests) {
    this.#shelf = shelf;
    this.#foreseen = foreseen;
  }

  get length(): number {
    return this.#length;
  }

  /** The piece is no longer the caller's. Resolves when there is room for more, and nothing may be written before; without a promise there is. Rejects when the file cannot be written. */
  write(piece: Buffer): Promise<void> | undefined {
    this.#length += piece.length;
    if (this.#large) return pass(piece, this.#large);
    this.#pieces.push(piece);
    if (!this.#shelf || this.#length <= LARGEST_IN_MEMORY_BYTES) return undefined;
    const path = this.#shelf.newPath();
    const hashes = this.#foreseen.digests.map((name) => [name, createHash(name)] as const);
    this.#large = {
      path,
      file: fileThread.open(path, this.#foreseen.checksum, this.#shelf.keeping !== undefined),
      hashes,
    };
    const early = Buffer.concat(this.#pieces);
    this.#pieces.forEach(giveBack);
    this.#pieces = [];
    return pass(early, this.#large);
  }

  async end(): Promise<Content> {
    if (!this.#large) {
      const [only] = this.#pieces;
      return new MemoryContent(only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces));
    }
    const { path, file, hashes } = this.#large;
    const value = await file.end();
    const { checksum: algorithm } = this.#foreseen;
    const known = {
      digests: new Map(hashes.map(([name, hash]) => [name, hash.digest("hex")])),
      ...(algorithm && value && { checksum: { algorithm, value } }),
    };
    return new FileContent(path, this.#length, known, this.#shelf?.keeping);
  }

  /** Gives up what has arrived. */
  abandon(): void {
    this.#large?.file.abandon();
    this.#pieces = [];
  }
}

function pass(piece: Buffer, { file, hashes }: LargePart): Promise<void> | undefined {
  for (const [, hash] of hashes) hash.update(piece);
  const room = file.write(piece);
  if (room) return room.then(() => giveBack(piece));
  giveBack(piece);
  return undefined;
}

/** Frees the memory now: V8 would collect pieces that nobody needs only when there are 64 MB of them. */
function giveBack({ buffer, byteLength }: Buffer): void {
  // A piece of something larger is not all that lies there.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
