const VALUE_SHIFT = 4;

/** A Huffman code of deflate, as a table over the next bits (RFC 1951, 3.2.2). */
export class PrefixCode {
  /** Bits that are read before the first look. */
  readonly shortest: number;
  readonly #longest: number;
  readonly #table: Int32Array;

  private constructor(shortest: number, longest: number, table: Int32Array) {
    this.shortest = shortest;
    this.#longest = longest;
    this.#table = table;
  }

  /**
   * The code with these lengths; undefined if it is over-subscribed or incomplete. Empty ones, and ones of a single
   * bit, are let pass, as zlib and Go do: they fail when they are used.
   */
  static of(lengths: readonly number[]): PrefixCode | undefined {
    const used = lengths.filter((length) => length > 0);
    if (used.length === 0) return new PrefixCode(0, 0, new Int32Array(1));
    const longest = Math.max(...used);
    const next: number[] = [];
    let code = 0;
    for (let length = 1; length <= longest; length++) {
      code <<= 1;
      next[length] = code;
      code += used.filter((one) => one === length).length;
    }
    if (code !== 1 << longest && !(code === 1 && longest === 1)) return undefined;
    const table = new Int32Array(1 << longest);
    for (const [symbol, length] of lengths.entries()) {
      if (length === 0) continue;
      const own = next[length] ?? 0;
      next[length] = own + 1;
      for (let at = reversed(own, length); at < table.length; at += 1 << length) {
        table[at] = (symbol << VALUE_SHIFT) | length;
      }
    }
    return new PrefixCode(Math.min(...used), longest, table);
  }

  /** Go reads at least as many bits as the end of the block has (Go 1.26 compress/flate, run). */
  readingAtLeast(bits: number): PrefixCode {
    return bits > this.shortest ? new PrefixCode(bits, this.#longest, this.#table) : this;
  }

  /** Symbol and length of the code that begins with these bits; 0 when there is none. */
  lookUp(bits: number): number {
    return this.#table[bits & ((1 << this.#longest) - 1)] as number;
  }
}

/** The code of literals and lengths in blocks without their own (RFC 1951, 3.2.6). */
export const FIXED_CODE = PrefixCode.of(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
) as PrefixCode;

function reversed(code: number, length: number): number {
  let bits = 0;
  for (let bit = 0; bit < length; bit++) bits |= ((code >> bit) & 1) << (length - 1 - bit);
  return bits;
}
