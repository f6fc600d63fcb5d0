/** CRC-64/NVME, reflected (NVM Express NVM Command Set 1.0c, 5.2.1.3.4), as two halves of 32 bits: BigInt is 50 times slower. */
const POLYNOMIAL_HIGH = 0x9a6c9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;

/** Slicing by eight: entry `k * 256 + b` is the effect of byte `b` followed by `k` zero bytes. */
const { high: TABLE_HIGH, low: TABLE_LOW } = buildTables();

/** The checksum of what it is given, piece by piece. */
export class CRC64NVME {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(data: Uint8Array): this {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    let high = this.#high;
    let low = this.#low;
    let offset = 0;
    for (; offset + 8 <= data.length; offset += 8) {
      const first = low ^ view.getUint32(offset, true);
      const second = high ^ view.getUint32(offset + 4, true);
      high = 0;
      low = 0;
      for (let index = 0; index < 4; index++) {
        const early = ((7 - index) << 8) | ((first >>> (index << 3)) & 0xff);
        const late = ((3 - index) << 8) | ((second >>> (index << 3)) & 0xff);
        high ^= (TABLE_HIGH[early] as number) ^ (TABLE_HIGH[late] as number);
        low ^= (TABLE_LOW[early] as number) ^ (TABLE_LOW[late] as number);
      }
    }
    for (; offset < data.length; offset++) {
      const index = (low ^ (data[offset] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (TABLE_LOW[index] as number);
      high = (high >>> 8) ^ (TABLE_HIGH[index] as number);
    }
    this.#high = high;
    this.#low = low;
    return this;
  }

  /** The eight bytes, big-endian. */
  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE((this.#high ^ 0xffffffff) >>> 0, 0);
    bytes.writeUInt32BE((this.#low ^ 0xffffffff) >>> 0, 4);
    return bytes;
  }
}

function buildTables(): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(8 * 256);
  const low = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const carry = l & 1;
      l = (l >>> 1) | (h << 31);
      h = h >>> 1;
      if (carry) {
        h ^= POLYNOMIAL_HIGH;
        l ^= POLYNOMIAL_LOW;
      }
    }
    high[byte] = h;
    low[byte] = l;
  }
  for (let entry = 256; entry < 8 * 256; entry++) {
    const [h, l] = [high[entry - 256] as number, low[entry - 256] as number];
    const index = l & 0xff;
    low[entry] = ((l >>> 8) | (h << 24)) ^ (low[index] as number);
    high[entry] = (h >>> 8) ^ (high[index] as number);
  }
  return { high, low };
}
