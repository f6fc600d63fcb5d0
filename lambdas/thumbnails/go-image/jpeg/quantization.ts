import type { EntropyReader } from "./entropy-reader.ts";
import { formatError } from "./jpeg-error.ts";

const COEFFICIENTS = 64;

/** Reads the tables of a DQT segment into those of their destinations (ITU-T T.81, B.2.4.1), in zig-zag order. */
export function readQuantization(data: EntropyReader, length: number, tables: readonly Int32Array[]): void {
  let left = length;
  while (left > 0) {
    const header = data.readByte();
    left--;
    if ((header & 15) > 3) throw formatError("bad Tq value");
    if (header >> 4 > 1) throw formatError("bad Pq value");
    const wide = header >> 4 === 1;
    const bytes = wide ? 2 * COEFFICIENTS : COEFFICIENTS;
    // Go does not mind a table without any values.
    if (left < bytes) break;
    const values = Buffer.from(data.readFull(bytes));
    left -= bytes;
    const table = Array.from({ length: COEFFICIENTS }, (_, at) =>
      wide ? values.readUInt16BE(2 * at) : values.readUInt8(at),
    );
    tables[header & 15]?.set(table);
  }
  if (left !== 0) throw formatError("DQT has wrong length");
}
