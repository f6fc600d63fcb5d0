import { join } from "node:path";
import { type Content, MemoryContent } from "./content.ts";
import { type FileKeeping, FileWriter } from "./file-content.ts";

/** Longer bodies lie on disk: a served cloud may hold more than its memory does. */
export const LARGEST_IN_MEMORY_BYTES = 1 << 20;

/** Where large bodies lie. The folder is somebody else's to make and to remove. */
export class BodyShelf {
  readonly #folder: string;
  /** Of its files, where they outlive the process. */
  readonly keeping: FileKeeping | undefined;
  #count: number;

  /** Files with numbers up to `count` may be there. */
  constructor(folder: string, { keeping, count = 0 }: { keeping?: FileKeeping; count?: number } = {}) {
    this.#folder = folder;
    this.keeping = keeping;
    this.#count = count;
  }

  /** Of a file that is not there yet. */
  newPath(): string {
    return join(this.#folder, `body-${++this.#count}`);
  }

  newFile(): FileWriter {
    return new FileWriter(this.newPath(), this.keeping);
  }

  /** Puts bytes that are in memory to where they belong by their length. */
  place(bytes: Buffer): Content {
    const body = new GrowingBody(this);
    body.write(bytes);
    return body.end();
  }
}

/** A body that is being written: in memory as long as it is small, or where there is no shelf. */
export class GrowingBody {
  readonly #shelf: BodyShelf | undefined;
  #pieces: Buffer[] = [];
  #length = 0;
  #file: FileWriter | undefined;

  constructor(shelf: BodyShelf | undefined) {
    this.#shelf = shelf;
  }

  get length(): number {
    return this.#length;
  }

  write(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#file) {
      this.#file.write(piece);
      return;
    }
    this.#pieces.push(piece);
    if (!this.#shelf || this.#length <= LARGEST_IN_MEMORY_BYTES) return;
    this.#file = this.#shelf.newFile();
    for (const early of this.#pieces) this.#file.write(early);
    this.#pieces = [];
  }

  end(): Content {
    if (this.#file) return this.#file.end();
    const [only] = this.#pieces;
    return new MemoryContent(only && this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces));
  }

  /** Gives up what was written so far. */
  abandon(): void {
    this.#file?.abandon();
    this.#pieces = [];
  }
}
