import type { NamesAndValues } from "./names-and-values.ts";
import { overlap, type Path, readPath, shownPath } from "./path.ts";
import { Tokens } from "./tokens.ts";

/** The paths of a ProjectionExpression. Throws ValidationException. */
export function readProjection(source: string, given: NamesAndValues): readonly Path[] {
  const tokens = new Tokens(source, "ProjectionExpression", given);
  const paths = [readPath(tokens)];
  while (tokens.take(",")) paths.push(readPath(tokens));
  tokens.expectEnd();
  refuseOverlaps(paths, tokens);
  return paths;
}

/** Throws ValidationException. */
export function refuseOverlaps(paths: readonly Path[], tokens: Tokens): void {
  for (const [index, one] of paths.entries()) {
    const other = paths.slice(0, index).find((before) => overlap(before, one) || overlap(one, before));
    if (!other) continue;
    throw tokens.wrong(
      `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${shownPath(other)}, path two: ${shownPath(one)}`,
    );
  }
}
