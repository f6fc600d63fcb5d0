import { depthLimit, MAXIMUM_DEPTH, MAXIMUM_STEPS, MAXIMUM_VALUE_BYTES, memoryLimit, timeLimit } from "./limits.ts";

/** What one evaluation has used up. Every method throws `JsonataLimit` when that is more than AWS grants. */
export class Budget {
  #steps = 0;
  #depth = 0;
  /** Bytes of values that have been measured, so that a value shared many times is counted, but walked once. */
  readonly #sizes = new WeakMap<object, number>();

  enter(): void {
    this.charge(1);
    if (++this.#depth > MAXIMUM_DEPTH) throw depthLimit();
  }

  leave(result: unknown): void {
    this.#depth--;
    if (this.#sizeOf(result) > MAXIMUM_VALUE_BYTES) throw memoryLimit();
  }

  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAXIMUM_STEPS) throw timeLimit();
  }

  /** Iterative where it can be: an array of a million numbers is no recursion. */
  #sizeOf(value: unknown): number {
    if (typeof value === "string") return value.length;
    if (typeof value !== "object" || value === null) return 8;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    // Functions carry their environment; only data counts.
    if (isFunctionObject(value)) return 8;
    // Cycles cannot be built by expressions; a value met inside itself would count once.
    this.#sizes.set(value, 0);
    let size = 0;
    for (const member of Array.isArray(value) ? value : Object.values(value)) size += this.#sizeOf(member);
    this.#sizes.set(value, size);
    return size;
  }
}

function isFunctionObject(value: object): boolean {
  return "_jsonata_lambda" in value || "_jsonata_function" in value;
}
