import { createHash } from "node:crypto";

/**
 * Named random streams of one world: a new draw in one place moves nothing elsewhere. Every stream is derived from the
 * world's seed and its own name, so the same seed gives the same ids, jitters and receipt handles.
 */
export class RandomStreams {
  readonly seed: number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: number) {
    this.seed = seed;
  }

  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (!stream) {
      stream = new RandomStream(createHash("sha256").update(`${this.seed}/${name}`).digest().readUInt32LE(0));
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /** Where each stream that has been used stands, by its name. */
  *positions(): Generator<[name: string, position: number]> {
    for (const [name, stream] of this.#streams) yield [name, stream.position];
  }
}

/** mulberry32: 32 bits of state, good enough for jitter and ids, and the same on every platform. */
export class RandomStream {
  #state: number;
  readonly #pinned: string[] = [];
  readonly #pinnedIntegers: number[] = [];

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Where it stands: what follows is drawn from this alone. */
  get position(): number {
    return this.#state;
  }

  set position(position: number) {
    this.#state = position | 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer in [0, exclusiveMax), or the next pinned one. */
  integer(exclusiveMax: number): number {
    return this.#pinnedIntegers.shift() ?? this.#draw(exclusiveMax);
  }

  #draw(exclusiveMax: number): number {
    return Math.floor(this.next() * exclusiveMax);
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length);
    for (let index = 0; index < length; index++) bytes[index] = this.#draw(256);
    return bytes;
  }

  /** Lower-case hex text of `length` digits, or the next pinned value. */
  hex(length: number): string {
    return (
      this.#pinned.shift() ??
      this.bytes(Math.ceil(length / 2))
        .toString("hex")
        .slice(0, length)
    );
  }

  /** A UUID of version 4, or the next pinned value. */
  uuid(): string {
    const pinned = this.#pinned.shift();
    if (pinned !== undefined) return pinned;
    const bytes = this.bytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  /** Makes the next ids of this stream the given ones, so that a run can carry the ids of an incident's evidence. */
  pin(...values: string[]): void {
    this.#pinned.push(...values);
  }

  /** How many pinned values nobody has drawn yet. */
  get pinsLeft(): number {
    return this.#pinned.length + this.#pinnedIntegers.length;
  }

  /** The same for the next draws of an integer. */
  pinIntegers(...values: number[]): void {
    this.#pinnedIntegers.push(...values);
  }
}
