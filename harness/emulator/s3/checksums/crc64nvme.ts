import { CHECKSUM_AT, crc64nvmeModule, DATA_AT, MAXIMUM_DATA_BYTES, SLICES } from "./crc64nvme-module.ts";

/** CRC-64/NVME, reflected (NVM Express NVM Command Set 1.0c, 5.2.1.3.4), as two halves of 32 bits. */
const POLYNOMIAL_HIGH = 0x9a6c9329;
const POLYNOMIAL_LOW = 0xac4bc9b5;

/** Node's types leave it to those of browsers, which this project does not load. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (limits: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
};

interface Engine {
  readonly checksum: Uint8Array;
  readonly data: Uint8Array;
  /** Takes so many bytes of the data into the checksum. */
  update(length: number): void;
}

/** One for all: nobody else computes while one does. */
let engine: Engine | undefined;

/** The checksum of what it is given, piece by piece. */
export class CRC64NVME {
  /** Inverted, little-endian. */
  readonly #state = new Uint8Array(8).fill(0xff);

  update(piece: Uint8Array): this {
    engine ??= startEngine();
    engine.checksum.set(this.#state);
    for (let at = 0; at < piece.length; at += MAXIMUM_DATA_BYTES) {
      const part = piece.subarray(at, at + MAXIMUM_DATA_BYTES);
      engine.data.set(part);
      engine.update(part.length);
    }
    this.#state.set(engine.checksum);
    return this;
  }

  /** The eight bytes, big-endian. */
  digest(): Buffer {
    return Buffer.from(this.#state.map((byte) => byte ^ 0xff)).reverse();
  }
}

function startEngine(): Engine {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(crc64nvmeModule()));
  const { memory, update } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof update !== "function")
    throw new Error("the module of CRC-64/NVME exports no memory and no function");
  writeTables(new DataView(memory.buffer));
  return {
    checksum: new Uint8Array(memory.buffer, CHECKSUM_AT, 8),
    data: new Uint8Array(memory.buffer, DATA_AT, MAXIMUM_DATA_BYTES),
    update: (length) => void update(length),
  };
}

function writeTables(memory: DataView): void {
  const low = (index: number) => memory.getUint32(8 * index, true);
  const high = (index: number) => memory.getUint32(8 * index + 4, true);
  const write = (index: number, h: number, l: number): void => {
    memory.setUint32(8 * index, l, true);
    memory.setUint32(8 * index + 4, h, true);
  };
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
    write(byte, h, l);
  }
  for (let index = 256; index < SLICES * 256; index++) {
    const [h, l] = [high(index - 256), low(index - 256)];
    write(index, (h >>> 8) ^ high(l & 0xff), ((l >>> 8) | (h << 24)) ^ low(l & 0xff));
  }
}
