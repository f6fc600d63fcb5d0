import type { Coefficients } from "./coefficients.ts";
import type { Frame } from "./frame.ts";
import type { HuffmanTable } from "./huffman-table.ts";
import type { Planes } from "./pixels/planes.ts";

/** What scans of one picture share. */
export interface ScanState {
  readonly frame: Frame;
  /** By class (DC, AC) and destination. */
  readonly tables: readonly (readonly (HuffmanTable | undefined)[])[];
  /** MCUs between restarts, 0 for none. */
  readonly restartInterval: number;
  /** Blocks that are still without AC coefficients (G.1.2.2). Go keeps it from scan to scan. */
  endOfBandRun: number;
  /** In progressive frames: the coefficients of each component that earlier scans brought. */
  readonly coefficients: (Coefficients | undefined)[];
  /** Where the picture is painted; without it all that counts is whether and how the scan fails. */
  readonly planes: Planes | undefined;
  /** Called where Go makes of the data something that other decoders do not. */
  readonly onOddity: () => void;
}
