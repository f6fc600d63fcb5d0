import type { EntropyReader } from "./entropy-reader.ts";
import type { Frame } from "./frame.ts";
import { formatError } from "./jpeg-error.ts";

export interface ScanComponent {
  /** Which of the frame's components it is. */
  readonly index: number;
  readonly dcTable: number;
  readonly acTable: number;
}

/** What a scan brings: components, a band of coefficients, and which of their bits (ITU-T T.81, B.2.3 and G.1.1.1). */
export interface ScanHeader {
  readonly components: readonly ScanComponent[];
  readonly start: number;
  readonly end: number;
  /** Whether it refines coefficients that an earlier scan brought. */
  readonly refines: boolean;
  /** How many of the coefficients' lowest bits are still to come. */
  readonly missingBits: number;
}

const MOST_UNITS = 10;
const LAST_COEFFICIENT = 63;

export function readScanHeader(data: EntropyReader, length: number, frame: Frame): ScanHeader {
  if (length < 6 || 4 + 2 * frame.components.length < length || length % 2 !== 0) {
    throw formatError("SOS has wrong length");
  }
  const header = data.readFull(length);
  const count = header[0] as number;
  if (length !== 4 + 2 * count) throw formatError("SOS length inconsistent with number of components");
  const components: ScanComponent[] = [];
  for (let at = 1; at < 1 + 2 * count; at += 2) {
    components.push(readComponent(header[at] as number, header[at + 1] as number, frame, components));
  }
  const units = components.reduce((sum, { index }) => sum + unitsOf(frame, index), 0);
  if (frame.components.length > 1 && units > MOST_UNITS) throw formatError("total sampling factors too large");
  if (!frame.progressive) return { components, start: 0, end: LAST_COEFFICIENT, refines: false, missingBits: 0 };
  return { components, ...readBand(header.subarray(1 + 2 * count), count) };
}

function unitsOf(frame: Frame, index: number): number {
  const component = frame.components[index];
  return component ? component.h * component.v : 0;
}

function readComponent(id: number, tables: number, frame: Frame, before: readonly ScanComponent[]): ScanComponent {
  const index = frame.components.findIndex((component) => component.id === id);
  if (index < 0) throw formatError("unknown component selector");
  if (before.some((other) => other.index === index)) throw formatError("repeated component selector");
  const most = frame.baseline ? 1 : 3;
  const [dcTable, acTable] = [tables >> 4, tables & 15];
  if (dcTable > most) throw formatError("bad Td value");
  if (acTable > most) throw formatError("bad Ta value");
  return { index, dcTable, acTable };
}

function readBand(bounds: Uint8Array, count: number): Omit<ScanHeader, "components"> {
  const [start = 0, end = 0, approximation = 0] = bounds;
  const [high, low] = [approximation >> 4, approximation & 15];
  if ((start === 0 && end !== 0) || start > end || end > LAST_COEFFICIENT) {
    throw formatError("bad spectral selection bounds");
  }
  if (start !== 0 && count !== 1) throw formatError("progressive AC coefficients for more than one component");
  if (high !== 0 && high !== low + 1) throw formatError("bad successive approximation values");
  return { start, end, refines: high !== 0, missingBits: low };
}
