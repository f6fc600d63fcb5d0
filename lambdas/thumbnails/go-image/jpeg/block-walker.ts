import { PictureError } from "../../raw-picture.ts";
import type { Coefficients } from "./coefficients.ts";
import type { EntropyReader } from "./entropy-reader.ts";
import { type Component, mcusOf } from "./frame.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import { formatError, unsupported } from "./jpeg-error.ts";
import { refineBlock } from "./refinement.ts";
import type { ScanComponent, ScanHeader } from "./scan-header.ts";
import type { ScanState } from "./scan-state.ts";

const COEFFICIENTS = 64;
const LARGEST_DC = 16;
/** The largest that a picture of eight bits needs (ITU-T T.81, table F.1). */
const LARGEST_USUAL_DC = 11;
const ZERO_RUN = 15;
/** More blocks than the real Lambda could hold in its memory. */
const MOST_BLOCKS = 2 ** 24;

/** Reads the blocks of one component of a scan. */
export interface BlockWalker {
  /** Sampling factors of the component. */
  readonly h: number;
  readonly v: number;
  readonly perRow: number;
  /** In a scan of a single component: blocks that were counted so far. */
  next: number;
  readonly read: (x: number, y: number) => void;
  /** Forgets what a restart marker ends (F.2.1.3.1). */
  readonly restart: () => void;
}

export function blockWalker(
  data: EntropyReader,
  state: ScanState,
  scan: ScanHeader,
  { index, dcTable, acTable }: ScanComponent,
): BlockWalker {
  const { frame, planes } = state;
  const { h, v } = frame.components[index] as Component;
  const { across, down } = mcusOf(frame);
  const perRow = across * h;
  const tables = { dc: state.tables[0]?.[dcTable], ac: state.tables[1]?.[acTable] };
  const walker = { h, v, perRow, next: 0, restart: () => {} };
  if (frame.progressive) {
    const coefficients = knownCoefficients(state, index, perRow * down * v);
    const { read, restart } = scan.refines
      ? refiningReader(data, state, scan, coefficients, tables)
      : blockReader(data, state, scan, coefficients, tables);
    return { ...walker, restart, read: (x, y) => read((y * perRow + x) * COEFFICIENTS) };
  }
  if (planes) {
    const block = new Int32Array(COEFFICIENTS);
    const { read, restart } = blockReader(data, state, scan, block, tables);
    const paint = (x: number, y: number) => {
      block.fill(0);
      read(0);
      planes.write(index, x, y, block, 0);
    };
    return { ...walker, restart, read: paint };
  }
  const { dc, ac } = tables;
  const { read, restart } = blockReader(data, state, scan, new Uint8Array(COEFFICIENTS), tables);
  const skip = () => {
    if (!dc || !ac || state.endOfBandRun > 0 || !data.skipBlock(dc, ac)) read(0);
  };
  return { ...walker, restart, read: skip };
}

interface Tables {
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

/** Reads a block, whose coefficients begin at `at`. */
interface BlockReader {
  readonly read: (at: number) => void;
  readonly restart: () => void;
}

function knownCoefficients(state: ScanState, component: number, blocks: number): Coefficients {
  if (blocks > MOST_BLOCKS) throw new PictureError("runtime: out of memory");
  const length = blocks * COEFFICIENTS;
  const known = state.coefficients[component] ?? (state.planes ? new Int32Array(length) : new Uint8Array(length));
  state.coefficients[component] = known;
  return known;
}

function refiningReader(
  data: EntropyReader,
  state: ScanState,
  { start, end, missingBits }: ScanHeader,
  coefficients: Coefficients,
  { ac }: Tables,
): BlockReader {
  const block = {
    coefficients,
    at: 0,
    start,
    end,
    bit: 1 << missingBits,
    keepsValues: coefficients instanceof Int32Array,
  };
  const read = (at: number) => {
    block.at = at;
    refineBlock(data, state, () => initialized(ac), block);
  };
  return { read, restart: () => {} };
}

function blockReader(
  data: EntropyReader,
  state: ScanState,
  { start, end, missingBits }: ScanHeader,
  coefficients: Coefficients,
  { dc, ac }: Tables,
): BlockReader {
  const keepsValues = coefficients instanceof Int32Array;
  let prediction = 0;
  const from = Math.max(start, 1);
  const read = (at: number) => {
    if (start === 0) {
      prediction = (prediction + readDifference(data, initialized(dc), state)) | 0;
      coefficients[at] = prediction << missingBits;
    }
    if (from > end) return;
    if (state.endOfBandRun > 0) {
      state.endOfBandRun--;
      return;
    }
    const table = initialized(ac);
    for (let zig = from; zig <= end; zig++) {
      const symbol = data.decode(table);
      const run = symbol >> 4;
      const size = symbol & 15;
      if (size !== 0) {
        zig += run;
        if (zig > end) {
          state.onOddity();
          return;
        }
        const value = data.readSigned(size) << missingBits;
        coefficients[at + zig] = keepsValues ? value : 1;
      } else if (run === ZERO_RUN) {
        zig += ZERO_RUN;
      } else {
        if (run > 0 && !state.frame.progressive) state.onOddity();
        state.endOfBandRun = endOfBandRun(data, run) - 1;
        return;
      }
    }
  };
  return {
    read,
    restart: () => {
      prediction = 0;
    },
  };
}

function readDifference(data: EntropyReader, table: HuffmanTable, state: ScanState): number {
  const bits = data.decode(table);
  if (bits > LARGEST_DC) throw unsupported("excessive DC component");
  if (bits > LARGEST_USUAL_DC) state.onOddity();
  return data.readSigned(bits);
}

function endOfBandRun(data: EntropyReader, bits: number): number {
  return (1 << bits) | data.readBits(bits);
}

function initialized(table: HuffmanTable | undefined): HuffmanTable {
  if (!table) throw formatError("uninitialized Huffman table");
  return table;
}
