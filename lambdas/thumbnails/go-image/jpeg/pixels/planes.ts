import { type Component, type Frame, mcusOf } from "../frame.ts";
import { COEFFICIENTS, writeBlock } from "./inverse-dct.ts";

export interface Plane {
  readonly samples: Uint8Array;
  readonly perRow: number;
  /** How often its width and height are half of the picture's. */
  readonly halvedAcross: number;
  readonly halvedDown: number;
}

/**
 * The samples of each component as Go makes them: what no scan has brought stays zero, and where a quantization table
 * is missing all coefficients are zero (Go 1.26 image/jpeg, run).
 */
export class Planes {
  readonly planes: readonly Plane[];
  readonly #frame: Frame;
  readonly #quantizations: readonly Int32Array[];

  /** `quantizations` by their destination, which later segments may still change. */
  constructor(frame: Frame, quantizations: readonly Int32Array[]) {
    this.#frame = frame;
    this.#quantizations = quantizations;
    const [first] = frame.components;
    const { across, down } = mcusOf(frame);
    this.planes = frame.components.map(({ h, v }) => ({
      samples: new Uint8Array(across * h * down * v * COEFFICIENTS),
      perRow: across * h * 8,
      halvedAcross: Math.log2((first?.h ?? h) / h),
      halvedDown: Math.log2((first?.v ?? v) / v),
    }));
  }

  /** Writes one block, whose 64 coefficients stand in zig-zag order from `at` on. */
  write(component: number, x: number, y: number, coefficients: Int32Array, at: number): void {
    const plane = this.planes[component] as Plane;
    const { quantization } = this.#frame.components[component] as Component;
    const to = (y * plane.perRow + x) * 8;
    const table = this.#quantizations[quantization] as Int32Array;
    writeBlock(coefficients, at, table, plane.samples, to, plane.perRow);
  }

  /** Writes all blocks of a component that are seen; in progressive frames only the last scan completes them. */
  writeAll(component: number, coefficients: Int32Array): void {
    const { perRow, halvedAcross, halvedDown } = this.planes[component] as Plane;
    for (let y = 0; (y * 8) << halvedDown < this.#frame.height; y++) {
      for (let x = 0; (x * 8) << halvedAcross < this.#frame.width; x++) {
        this.write(component, x, y, coefficients, ((y * perRow) / 8 + x) * COEFFICIENTS);
      }
    }
  }
}
