import type { Bindings } from "./bindings.ts";
import { piecesOf } from "./variables.ts";

export interface TextProblem {
  /** The expected text, as far as it can be said. */
  readonly expected: string;
  /** Why our text does not match the recorded one; empty when it is obvious. */
  readonly reason: string;
}

/** Whether our text matches a recorded one: literal parts are equal, and variables can be paired. */
export function problemOfTexts(
  bindings: Bindings,
  expected: string,
  found: string,
  path: string,
): TextProblem | undefined {
  const size = /^\d+$/.test(expected) ? bindings.bound("size", expected) : undefined;
  if (size !== undefined) return size === found ? undefined : { expected: size, reason: "" };
  const [pieces, piecesFound] = [piecesOf(expected), piecesOf(found)];
  const otherText: TextProblem = { expected, reason: "" };
  if (pieces.length !== piecesFound.length) return otherText;
  for (const [index, piece] of pieces.entries()) {
    const other = piecesFound[index];
    if (!other) return otherText;
    if (piece.kind === "literal" || other.kind === "literal") {
      if (piece.kind !== other.kind || piece.text !== other.text) return otherText;
      continue;
    }
    const reason = bindings.pairVariables(piece, other, path);
    if (reason) return { expected, reason: `, where ${other.text} for ${piece.text} ${reason}` };
  }
  return undefined;
}
