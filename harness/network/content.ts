import { createHash } from "node:crypto";
import { type DigestAlgorithm, digestOf } from "./digests.ts";

/** Bytes that never change and may be too many for memory. */
export interface Content {
  readonly length: number;
  /** The bytes from `first` to `last`, both inclusive, in order; by default all. */
  pieces(first?: number, last?: number): Iterable<Buffer>;
  /** As `pieces`, without holding anybody up; each piece is valid until the next is asked for. */
  stream(first?: number, last?: number): AsyncIterable<Buffer>;
  /** Shows all bytes in order; each piece is valid only while it is shown, so that this leaves no garbage behind. */
  show(to: (piece: Buffer) => void): void;
  /** The bytes from `first` to `last`, both inclusive, in memory; by default all. */
  bytes(first?: number, last?: number): Buffer;
  /** In lower-case hexadecimal digits. */
  digest(algorithm: DigestAlgorithm): string;
  /** The checksum that was taken while the bytes arrived, where it is of this algorithm. */
  takenChecksum?(algorithm: string): Buffer | undefined;
  /** One more needs it. What lies on disk is removed when as many have released it as have kept it. */
  keep(): void;
  release(): void;
  /** For who keeps it across restarts. */
  written(): WrittenContent;
}

/** A content as plain data; `name` is that of a file on the shelf. */
export type WrittenContent =
  | { readonly kind: "memory"; readonly bytes: Buffer }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly length: number;
      readonly digests: ReadonlyMap<DigestAlgorithm, string>;
    }
  | { readonly kind: "joined"; readonly parts: readonly WrittenContent[] };

/** Bytes in memory. */
export class MemoryContent implements Content {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  *pieces(first = 0, last = this.length - 1): Iterable<Buffer> {
    if (last >= first) yield this.bytes(first, last);
  }

  async *stream(first?: number, last?: number): AsyncIterable<Buffer> {
    yield* this.pieces(first, last);
  }

  bytes(first = 0, last = this.length - 1): Buffer {
    return first === 0 && last === this.length - 1 ? this.#bytes : this.#bytes.subarray(first, last + 1);
  }

  show(to: (piece: Buffer) => void): void {
    to(this.#bytes);
  }

  digest(algorithm: DigestAlgorithm): string {
    return digestOf(algorithm, this.#bytes);
  }

  keep(): void {}

  release(): void {}

  written(): WrittenContent {
    return { kind: "memory", bytes: this.#bytes };
  }
}

/** Several contents one behind the other, without a copy of them. */
class JoinedContent implements Content {
  readonly length: number;
  readonly #parts: readonly Content[];
  readonly #digests = new Map<DigestAlgorithm, string>();
  #owners = 0;

  constructor(parts: readonly Content[]) {
    this.#parts = parts;
    this.length = parts.reduce((sum, part) => sum + part.length, 0);
  }

  *pieces(first?: number, last?: number): Iterable<Buffer> {
    for (const { part, from, to } of this.#ranges(first, last)) yield* part.pieces(from, to);
  }

  async *stream(first?: number, last?: number): AsyncIterable<Buffer> {
    for (const { part, from, to } of this.#ranges(first, last)) yield* part.stream(from, to);
  }

  *#ranges(first = 0, last = this.length - 1) {
    let before = 0;
    for (const part of this.#parts) {
      const from = Math.max(first - before, 0);
      const to = Math.min(last - before, part.length - 1);
      if (from <= to) yield { part, from, to };
      before += part.length;
    }
  }

  bytes(first?: number, last?: number): Buffer {
    return Buffer.concat([...this.pieces(first, last)]);
  }

  show(to: (piece: Buffer) => void): void {
    for (const part of this.#parts) part.show(to);
  }

  digest(algorithm: DigestAlgorithm): string {
    const known = this.#digests.get(algorithm) ?? computeDigest(algorithm, this);
    this.#digests.set(algorithm, known);
    return known;
  }

  keep(): void {
    if (this.#owners++ === 0) for (const part of this.#parts) part.keep();
  }

  release(): void {
    if (--this.#owners === 0) for (const part of this.#parts) part.release();
  }

  written(): WrittenContent {
    return { kind: "joined", parts: this.#parts.map((part) => part.written()) };
  }
}

export function computeDigest(algorithm: DigestAlgorithm, content: Pick<Content, "show">): string {
  const hash = createHash(algorithm);
  content.show((piece) => hash.update(piece));
  return hash.digest("hex");
}

/** Joins contents; those that are all in memory become one there. */
export function joined(parts: readonly Content[]): Content {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const inMemory = parts.every((part) => part instanceof MemoryContent);
  return inMemory ? new MemoryContent(Buffer.concat(parts.map((part) => part.bytes()))) : new JoinedContent(parts);
}
