import { sameInstant, type Tolerance } from "./instants.ts";

const NUMBERED = /<([\w -]+?) (\d+)>/g;
/** `"…-3"`: the digest of a multipart upload's parts, which says nothing about uploads cut otherwise. */
const MULTIPART_ETAG = /^"?[0-9a-f]{32}-(\d+)"?$/;

/** The text without the numbers of its kinds. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(NUMBERED, "<$1>");
}

/** One-to-one pairs of the numbered values of two runs, decided where both occur first. */
export class SameValues {
  readonly #forwards = new Map<string, string>();
  readonly #backwards = new Map<string, string>();
  readonly #toleranceMs: Tolerance | undefined;

  /** What instants may differ by; default: that of two runs on the same kind of clock. */
  constructor(toleranceMs?: Tolerance) {
    this.#toleranceMs = toleranceMs;
  }

  /** Whether two texts are the same but for the numbers of their kinds, and the numbers are pairs. */
  texts(embedded: string, other: string): boolean {
    const [parts, otherParts] = [MULTIPART_ETAG.exec(embedded)?.[1], MULTIPART_ETAG.exec(other)?.[1]];
    if (parts !== undefined && otherParts !== undefined && parts !== otherParts) return true;
    if (withoutNumbers(embedded) !== withoutNumbers(other)) return false;
    const found = valuesIn(other);
    // All are paired, also after a mismatch, so that the rest is still compared as far as possible.
    return valuesIn(embedded)
      .map((value, index) => this.#pair(value, found[index] ?? ""))
      .every((paired) => paired);
  }

  #pair(embedded: string, other: string): boolean {
    const instant = sameInstant(embedded, other, this.#toleranceMs);
    if (instant !== undefined) return instant;
    const [known, taken] = [this.#forwards.get(embedded), this.#backwards.get(other)];
    if (known !== undefined || taken !== undefined) return known === other && taken === embedded;
    this.#forwards.set(embedded, other);
    this.#backwards.set(other, embedded);
    return true;
  }
}

function valuesIn(text: string): string[] {
  return [...text.matchAll(NUMBERED)].map(([value]) => value);
}
