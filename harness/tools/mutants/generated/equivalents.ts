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
export const EQUIVALENTS: readonly Equivalent[] = [];

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
