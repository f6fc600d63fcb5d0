import type { Mutant } from "./mutant.ts";

/** A mutant that changes nothing that anybody could see. */
export interface Equivalent {
  readonly file: string;
  /** Its line, without the blanks around it, in which the mutant's place begins. */
  readonly line: string;
  readonly mutator: string;
  /** The code that is changed; blanks count as one. */
  readonly original: string;
  readonly replacement: string;
  /** Why nothing changes. */
  readonly reason: string;
}

/**
 * Reviewed one by one: whoever adds one says why nothing changes. A mutant that only nobody tests does not belong here.
 */
export const EQUIVALENTS: readonly Equivalent[] = [
  {
    file: "lambdas/thumbnails/go-image/jpeg/entropy-reader.ts",
    line: "if (found === 0) return false;",
    mutator: "ConditionalExpression",
    original: "found === 0",
    replacement: "true",
    reason: "No block is passed over then; each is read step by step, which says the same and only takes longer.",
  },
  {
    file: "lambdas/thumbnails/go-image/jpeg/huffman-table.ts",
    line: "if (code > 1 << bits) ambiguous = true;",
    mutator: "ConditionalExpression",
    original: "code > 1 << bits",
    replacement: "true",
    reason:
      "The long codes stay empty, so that each block is read step by step, which says the same and only takes longer.",
  },
  {
    file: "lambdas/thumbnails/go-image/jpeg/essential-segments.ts",
    line: "const application = (marker >= APP0 && marker < 0xf0) || marker === COM;",
    mutator: "ConditionalExpression",
    original: "marker < 0xf0",
    replacement: "true",
    reason: "Of the markers from 0xf0 on the reader has refused all but COM, which is meant anyway.",
  },
];

/** The entry of the list that describes a mutant. */
export function equivalentOf(mutant: Mutant, list: readonly Equivalent[] = EQUIVALENTS): Equivalent | undefined {
  return list.find(
    ({ file, line, mutator, original, replacement }) =>
      file === mutant.file &&
      line === mutant.lineText.trim() &&
      mutator === mutant.mutator &&
      folded(original) === folded(mutant.original) &&
      folded(replacement) === folded(mutant.replacement),
  );
}

function folded(code: string): string {
  return code.replace(/\s+/g, " ").trim();
}
