import type { Coefficients } from "./coefficients.ts";
import type { EntropyReader } from "./entropy-reader.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import { formatError } from "./jpeg-error.ts";

/** A band of a block's coefficients: in `coefficients` from `at` on, `start` to `end` in zig-zag order. */
export interface Block {
  readonly coefficients: Coefficients;
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** What the bit that this scan brings is worth. */
  readonly bit: number;
  /** Whether the coefficients are values. */
  readonly keepsValues: boolean;
}

const ZERO_RUN = 15;

/** One more bit for each coefficient of a band that is not zero, and new ones among them (ITU-T T.81, G.1.2.3). */
export function refineBlock(
  data: EntropyReader,
  state: { endOfBandRun: number },
  acTable: () => HuffmanTable,
  block: Block,
): void {
  if (block.start === 0) {
    if (data.readBit() === 1) block.coefficients[block.at] = (block.coefficients[block.at] as number) | block.bit;
    return;
  }
  let zig = block.start;
  if (state.endOfBandRun === 0) zig = refineCoded(data, state, acTable(), block);
  if (state.endOfBandRun > 0) {
    state.endOfBandRun--;
    refineNonZero(data, block, zig, -1);
  }
}

/** Answers how far it came: to the band's end, or to where the rest of it is without new coefficients. */
function refineCoded(data: EntropyReader, state: { endOfBandRun: number }, table: HuffmanTable, block: Block): number {
  let zig = block.start;
  for (; zig <= block.end; zig++) {
    const symbol = data.decode(table);
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size > 1) throw formatError("unexpected Huffman code");
    if (size === 0 && run !== ZERO_RUN) {
      state.endOfBandRun = (1 << run) | data.readBits(run);
      return zig;
    }
    // The sign comes before the bits that refine what is passed over.
    const value = size === 0 ? 0 : data.readBit() === 1 ? block.bit : -block.bit;
    zig = refineNonZero(data, block, zig, run);
    if (zig > block.end) throw formatError("too many coefficients");
    if (value !== 0) block.coefficients[block.at + zig] = block.keepsValues ? value : 1;
  }
  return zig;
}

/** Passes over `zeros` zero coefficients, all if negative, and reads a bit for each of the others. */
function refineNonZero(data: EntropyReader, block: Block, from: number, zeros: number): number {
  const { coefficients, at, end, bit, keepsValues } = block;
  let left = zeros;
  for (let zig = from; zig <= end; zig++) {
    const value = coefficients[at + zig] as number;
    if (value !== 0) {
      if (data.readBit() === 1 && keepsValues) coefficients[at + zig] = value < 0 ? value - bit : value + bit;
    } else if (left === 0) {
      return zig;
    } else {
      left--;
    }
  }
  return end + 1;
}
