import { PictureError } from "../../raw-picture.ts";
import type { EntropyReader } from "./entropy-reader.ts";
import type { Frame } from "./frame.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import { formatError, unsupported } from "./jpeg-error.ts";
import { refineBlock } from "./refinement.ts";
import { findRestart } from "./restart.ts";
import type { ScanHeader } from "./scan-header.ts";

const FIRST_RESTART = 0xd0;
const RESTARTS = 8;
const COEFFICIENTS = 64;
const LARGEST_DC = 16;
const ZERO_RUN = 15;
/** More blocks than the real Lambda could hold in its memory. */
const MOST_BLOCKS = 2 ** 24;

/** What scans of one picture share. */
export interface ScanState {
  readonly frame: Frame;
  /** By class (DC, AC) and destination. */
  readonly tables: readonly (readonly (HuffmanTable | undefined)[])[];
  /** MCUs between restarts, 0 for none. */
  readonly restartInterval: number;
  /** Blocks that are still without AC coefficients (G.1.2.2). Go keeps it from scan to scan. */
  endOfBandRun: number;
  /** In progressive frames: which coefficients of a component are not zero, which decides how many bits refine them. */
  readonly nonZero: (Uint8Array | undefined)[];
}

/** Walks through the entropy-coded data of a scan and keeps no pixels: all that counts is whether and how it fails. */
export function walkScan(data: EntropyReader, state: ScanState, scan: ScanHeader): void {
  const { frame, restartInterval } = state;
  const [first = { h: 1, v: 1 }] = frame.components;
  const across = Math.ceil(frame.width / (8 * first.h));
  const down = Math.ceil(frame.height / (8 * first.v));
  const walkers = scan.components.map((component) => {
    const { h, v } = frame.components[component.index] ?? first;
    const perRow = across * h;
    const nonZero = frame.progressive ? coefficients(state, component.index, perRow * down * v) : undefined;
    const decode = blockDecoder(data, state, scan, component.dcTable, component.acTable);
    return { h, v, perRow, nonZero, decode, next: 0 };
  });
  const alone = walkers.length === 1;
  data.clearBits();
  let restart = 0;
  for (let mcu = 0; mcu < across * down; ) {
    const [column, row] = [mcu % across, Math.floor(mcu / across)];
    for (const walker of walkers) {
      for (let unit = 0; unit < walker.h * walker.v; unit++) {
        let [x, y] = [walker.h * column + (unit % walker.h), walker.v * row + Math.floor(unit / walker.h)];
        if (alone) {
          // Not interleaved: row by row, and only blocks that are seen (A.2.2).
          [x, y] = [walker.next % walker.perRow, Math.floor(walker.next / walker.perRow)];
          walker.next++;
          if (x * 8 >= frame.width || y * 8 >= frame.height) continue;
        }
        walker.decode(walker.nonZero, (y * walker.perRow + x) * COEFFICIENTS);
      }
    }
    mcu++;
    if (restartInterval > 0 && mcu % restartInterval === 0 && mcu < across * down) {
      findRestart(data, FIRST_RESTART + restart);
      restart = (restart + 1) % RESTARTS;
      data.clearBits();
      state.endOfBandRun = 0;
    }
  }
}

function coefficients(state: ScanState, component: number, blocks: number): Uint8Array {
  if (blocks > MOST_BLOCKS) throw new PictureError("runtime: out of memory");
  const known = state.nonZero[component] ?? new Uint8Array(blocks * COEFFICIENTS);
  state.nonZero[component] = known;
  return known;
}

/** Decodes a block, whose coefficients begin at `at` of `nonZero`. */
type DecodeBlock = (nonZero: Uint8Array | undefined, at: number) => void;

function blockDecoder(
  data: EntropyReader,
  state: ScanState,
  { start, end, refines }: ScanHeader,
  dcTable: number,
  acTable: number,
): DecodeBlock {
  const dc = state.tables[0]?.[dcTable];
  const ac = state.tables[1]?.[acTable];
  if (refines) {
    return (nonZero, at) => {
      if (nonZero) refineBlock(data, state, () => initialized(ac), { nonZero, at, start, end });
    };
  }
  const sequential = !state.frame.progressive;
  return (nonZero, at) => {
    if (sequential && dc && ac && state.endOfBandRun === 0 && data.skipBlock(dc, ac)) return;
    if (start === 0) {
      const bits = data.decode(initialized(dc));
      if (bits > LARGEST_DC) throw unsupported("excessive DC component");
      data.skipBits(bits);
    }
    const from = start === 0 ? 1 : start;
    if (from > end) return;
    if (state.endOfBandRun > 0) {
      state.endOfBandRun--;
      return;
    }
    const table = initialized(ac);
    for (let zig = from; zig <= end; zig++) {
      const value = data.decode(table);
      const run = value >> 4;
      const size = value & 15;
      if (size !== 0) {
        zig += run;
        if (zig > end) return;
        data.skipBits(size);
        if (nonZero) nonZero[at + zig] = 1;
      } else if (run === ZERO_RUN) {
        zig += ZERO_RUN;
      } else {
        state.endOfBandRun = endOfBandRun(data, run) - 1;
        return;
      }
    }
  };
}

function endOfBandRun(data: EntropyReader, bits: number): number {
  return (1 << bits) | (bits === 0 ? 0 : data.readBits(bits));
}

function initialized(table: HuffmanTable | undefined): HuffmanTable {
  if (!table) throw formatError("uninitialized Huffman table");
  return table;
}
