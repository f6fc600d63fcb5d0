import { blockWalker } from "./block-walker.ts";
import type { EntropyReader } from "./entropy-reader.ts";
import { mcusOf } from "./frame.ts";
import { findRestart } from "./restart.ts";
import type { ScanHeader } from "./scan-header.ts";
import type { ScanState } from "./scan-state.ts";

const FIRST_RESTART = 0xd0;
const RESTARTS = 8;

/** Walks through the entropy-coded data of a scan. */
export function walkScan(data: EntropyReader, state: ScanState, scan: ScanHeader): void {
  const { frame, restartInterval } = state;
  const { across, down } = mcusOf(frame);
  const walkers = scan.components.map((component) => blockWalker(data, state, scan, component));
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
        walker.read(x, y);
      }
    }
    mcu++;
    if (restartInterval > 0 && mcu % restartInterval === 0 && mcu < across * down) {
      if (!findRestart(data, FIRST_RESTART + restart)) state.onOddity();
      restart = (restart + 1) % RESTARTS;
      data.clearBits();
      state.endOfBandRun = 0;
      for (const walker of walkers) walker.restart();
    }
  }
  if (state.endOfBandRun > 0) state.onOddity();
}
