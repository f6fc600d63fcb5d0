import type { EntropyReader } from "./entropy-reader.ts";
import { formatError } from "./jpeg-error.ts";

const COEFFICIENTS = 64;

/** Reads over the tables of a DQT segment (ITU-T T.81, B.2.4.1); only pixels would need their values. */
export function checkQuantization(data: EntropyReader, length: number, onTable: (destination: number) => void): void {
  let left = length;
  while (left > 0) {
    const header = data.readByte();
    left--;
    if ((header & 15) > 3) throw formatError("bad Tq value");
    if (header >> 4 > 1) throw formatError("bad Pq value");
    const bytes = COEFFICIENTS << (header >> 4);
    // Go does not mind a table without any values.
    if (left < bytes) break;
    data.readFull(bytes);
    left -= bytes;
    onTable(header & 15);
  }
  if (left !== 0) throw formatError("DQT has wrong length");
}
