import { RandomStreams } from "../../clock/random-streams.ts";

/** The choices of one request: the same for the same seed and number, whatever was sent before. */
export class Dice {
  readonly #stream;

  constructor(seed: number, number: number) {
    this.#stream = new RandomStreams(seed).stream(`request/${number}`);
  }

  below(limit: number): number {
    return this.#stream.integer(limit);
  }

  chance(share: number): boolean {
    return this.#stream.next() < share;
  }

  one<T>(of: readonly T[]): T {
    const chosen = of[this.below(of.length)];
    if (chosen === undefined && of.length === 0) throw new Error("nothing to choose from");
    return chosen as T;
  }

  bytes(length: number): Buffer {
    return this.#stream.bytes(length);
  }
}
