import type { EntropyReader } from "./entropy-reader.ts";
import { HuffmanTable } from "./huffman-table.ts";
import { formatError } from "./jpeg-error.ts";

const MOST_CODES = 256;

/** The tables of a DHT segment by class and destination (B.2.4.2); `baseline` frames have two destinations. */
export function readHuffmanTables(
  data: EntropyReader,
  length: number,
  baseline: boolean,
  define: (tableClass: number, destination: number, table: HuffmanTable) => void,
): void {
  for (let left = length; left > 0; ) {
    if (left < 17) throw formatError("DHT has wrong length");
    const header = data.readFull(17);
    const tableClass = (header[0] as number) >> 4;
    const destination = (header[0] as number) & 15;
    if (tableClass > 1) throw formatError("bad Tc value");
    if (destination > (baseline ? 1 : 3)) throw formatError("bad Th value");
    const counts = header.subarray(1);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) throw formatError("Huffman table has zero length");
    if (total > MOST_CODES) throw formatError("Huffman table has excessive length");
    left -= 17 + total;
    if (left < 0) throw formatError("DHT has wrong length");
    define(tableClass, destination, new HuffmanTable(counts, data.readFull(total)));
  }
}
