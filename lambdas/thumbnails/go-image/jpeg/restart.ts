import type { EntropyReader } from "./entropy-reader.ts";
import { formatError } from "./jpeg-error.ts";

/**
 * Looks for a restart marker and passes over data before it, but over no other marker (Go 1.26 image/jpeg, run).
 * Answers whether it was where it should be.
 */
export function findRestart(data: EntropyReader, expected: number): boolean {
  let [first = 0, second = 0] = data.readFull(2);
  for (let atOnce = true; ; atOnce = false) {
    if (first === 0xff && second === expected) return atOnce;
    if (first === 0xff && second !== 0xff && second !== 0) throw formatError("bad RST marker");
    if (second === 0xff) [first, second] = [0xff, data.readFull(1)[0] as number];
    else [first = 0, second = 0] = data.readFull(2);
  }
}

/** MCUs between restart markers, 0 for none (ITU-T T.81, B.2.4.4). */
export function readRestartInterval(data: EntropyReader, length: number): number {
  if (length !== 2) throw formatError("DRI has wrong length");
  const [high = 0, low = 0] = data.readFull(2);
  return (high << 8) + low;
}
