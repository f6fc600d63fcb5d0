import { createHash, type Hash } from "node:crypto";
import type { ChecksumAlgorithm } from "../../../emulator/s3/checksums/algorithms.ts";
import { type BodyShelf, LARGEST_IN_MEMORY_BYTES } from "../../../network/body-shelf.ts";
import { type Content, MemoryContent } from "../../../network/content.ts";
import type { DigestAlgorithm } from "../../../network/digests.ts";
import { FileContent } from "../../../network/file-content.ts";
import { fileThread, type ThreadFile } from "./file-thread.ts";

/** What will be asked of a body, as far as the head of its request tells: it is taken while the bytes pass. */
export interface ForeseenDigests {
  readonly digests: readonly DigestAlgorithm[];
  readonly checksum: ChecksumAlgorithm | undefined;
}

/** Handed to the thread at a time: a message costs as much as some 50 KiB. */
const BATCH_BYTES = 1 << 19;

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
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #length = 0;
  #large: LargePart | undefined;

  constructor(shelf: BodyShelf | undefined, foreseen: ForeseenDigests) {
    this.#shelf = shelf;
    this.#foreseen = foreseen;
  }

  get length(): number {
    return this.#length;
  }

  /** Resolves when there is room for more; without a promise there is. Rejects when the file cannot be written. */
  write(piece: Buffer): Promise<void> | undefined {
    this.#length += piece.length;
    this.#waiting.push(piece);
    this.#waitingBytes += piece.length;
    for (const [, hash] of this.#large?.hashes ?? []) hash.update(piece);
    if (this.#large) return this.#waitingBytes < BATCH_BYTES ? undefined : this.#handOver(this.#large);
    if (!this.#shelf || this.#length <= LARGEST_IN_MEMORY_BYTES) return undefined;
    const path = this.#shelf.newPath();
    const hashes = this.#foreseen.digests.map((name) => [name, createHash(name)] as const);
    for (const early of this.#waiting) for (const [, hash] of hashes) hash.update(early);
    this.#large = { path, file: fileThread.open(path, this.#foreseen.checksum), hashes };
    return this.#handOver(this.#large);
  }

  async end(): Promise<Content> {
    if (!this.#large) {
      const [only] = this.#waiting;
      return new MemoryContent(only && this.#waiting.length === 1 ? only : Buffer.concat(this.#waiting));
    }
    const { path, file, hashes } = this.#large;
    if (this.#waitingBytes > 0) await this.#handOver(this.#large);
    const value = await file.end();
    const { checksum: algorithm } = this.#foreseen;
    return new FileContent(path, this.#length, {
      digests: new Map(hashes.map(([name, hash]) => [name, hash.digest("hex")])),
      ...(algorithm && value && { checksum: { algorithm, value } }),
    });
  }

  /** Gives up what has arrived. */
  abandon(): void {
    this.#large?.file.abandon();
    this.#waiting = [];
  }

  #handOver({ file }: LargePart): Promise<void> | undefined {
    const pieces = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return file.write(pieces);
  }
}
