import type { Mutant } from "../mutant.ts";
import type { Verdict } from "../verdict.ts";

export function mutantIn(file: string, line = 1): Mutant {
  const place = { start: { line: line - 1, column: 0 }, end: { line: line - 1, column: 5 } };
  return {
    id: String(line),
    file,
    line,
    column: 1,
    lineText: "a > b",
    mutator: "EqualityOperator",
    original: "a > b",
    replacement: "a >= b",
    unnamedText: false,
    place,
  };
}

export function verdictsOf(
  file: string,
  caught: Verdict["caught"],
  count: number,
  reached: Verdict["reached"],
): readonly Verdict[] {
  return Array.from({ length: count }, (_, index) => ({ mutant: mutantIn(file, index + 1), caught, reached }));
}
