import type { EntropyReader } from "./entropy-reader.ts";
import { formatError, unsupported } from "./jpeg-error.ts";

export interface Component {
  readonly id: number;
  /** Sampling factors, horizontal and vertical. */
  readonly h: number;
  readonly v: number;
  /** Destination of its quantization table. */
  readonly quantization: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly Component[];
  readonly baseline: boolean;
  readonly progressive: boolean;
}

/** Minimum coded units of an interleaved scan (A.2.3), counted by the first component's factors, as Go does. */
export function mcusOf({ width, height, components: [first] }: Frame): { across: number; down: number } {
  const { h, v } = first ?? { h: 1, v: 1 };
  return { across: Math.ceil(width / (8 * h)), down: Math.ceil(height / (8 * v)) };
}

const FIXED_BYTES = 6;
const RATIO = "luma/chroma subsampling ratio";

/** A frame header (ITU-T T.81, B.2.2) with the limits of Go 1.26 image/jpeg, run. */
export function readFrame(data: EntropyReader, length: number, marker: number): Frame {
  const count = (length - FIXED_BYTES) / 3;
  if (count !== 1 && count !== 3 && count !== 4) throw unsupported("number of components");
  const header = Buffer.from(data.readFull(length));
  if (header[0] !== 8) throw unsupported("precision");
  if (header[5] !== count) throw formatError("SOF has wrong length");
  const components: Component[] = [];
  for (let at = FIXED_BYTES; at < length; at += 3) {
    components.push(readComponent(header.subarray(at, at + 3), count, components));
  }
  const [height, width] = [header.readUInt16BE(1), header.readUInt16BE(3)];
  return { width, height, components, baseline: marker === 0xc0, progressive: marker === 0xc2 };
}

function readComponent(entry: Uint8Array, count: number, before: readonly Component[]): Component {
  const [id = 0, factors = 0, quantization = 0] = entry;
  if (before.some((other) => other.id === id)) throw formatError("repeated component identifier");
  if (quantization > 3) throw formatError("bad Tq value");
  const [h, v] = [factors >> 4, factors & 15];
  if (h < 1 || h > 4 || v < 1 || v > 4) throw formatError(RATIO);
  if (h === 3 || v === 3) throw unsupported(RATIO);
  // A single component is not interleaved, whatever its factors are (A.2.2).
  if (count === 1) return { id, h: 1, v: 1, quantization };
  if (!(count === 3 ? fitsColours(h, v, before) : fitsFourColours(factors, h, v, before))) throw unsupported(RATIO);
  return { id, h, v, quantization };
}

/** The first component up to 4×2, the second a whole fraction of it, the third like the second. */
function fitsColours(h: number, v: number, [first, second]: readonly Component[]): boolean {
  if (!first) return v !== 4;
  if (!second) return first.h % h === 0 && first.v % v === 0;
  return second.h === h && second.v === v;
}

/** All 1×1, or the first and the last 2×2. */
function fitsFourColours(factors: number, h: number, v: number, before: readonly Component[]): boolean {
  if (before.length === 0) return factors === 0x11 || factors === 0x22;
  if (before.length < 3) return factors === 0x11;
  return before[0]?.h === h && before[0].v === v;
}
