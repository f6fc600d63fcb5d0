import { nearest } from "../../../support/nearest.ts";

/** The end of a sentence about a name that does not exist. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const known = [...candidates];
  const near = nearest(name, known);
  if (near !== undefined) return `; did you mean '${near}'?`;
  return known.length === 0 ? "; there are none." : `; there are: ${known.join(", ")}.`;
}
