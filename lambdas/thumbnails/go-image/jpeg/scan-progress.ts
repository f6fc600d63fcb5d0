import type { Frame } from "./frame.ts";
import type { ScanHeader } from "./scan-header.ts";

const COEFFICIENTS = 64;
const NOTHING = -1;

/**
 * Which bits of which coefficients the scans have brought. Of a file that lacks some, or has some twice, each decoder
 * makes something else: libjpeg smooths, Go leaves zeros.
 */
export class ScanProgress {
  /** By component and coefficient: how many lowest bits are still to come. */
  readonly #missingBits: readonly Int8Array[];
  #inOrder = true;

  constructor({ components }: Frame) {
    this.#missingBits = components.map(() => new Int8Array(COEFFICIENTS).fill(NOTHING));
  }

  add({ components, start, end, refines, missingBits }: ScanHeader): void {
    for (const { index } of components) {
      const known = this.#missingBits[index];
      for (let zig = start; known && zig <= end; zig++) {
        this.#inOrder &&= known[zig] === (refines ? missingBits + 1 : NOTHING);
        known[zig] = missingBits;
      }
    }
  }

  /** Whether everything came once, and in order. */
  get complete(): boolean {
    return this.#inOrder && this.#missingBits.every((known) => known.every((bits) => bits === 0));
  }
}
