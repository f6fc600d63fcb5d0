import { diff } from "node:util";
import type { Palette } from "../support/palette.ts";
import { labelled, printable } from "../support/printable.ts";

/** Lines that are the same and stand beside one that differs. */
const CONTEXT = 2;
/** Myers' comparison needs time and memory by the square of what differs. */
const MOST_LINES = 2_000;

/**
 * What was expected and what was found. Where both are data, or have several lines, they stand in one comparison with a line
 * for each member, as Vitest shows it: `-` is expected, `+` found.
 */
export function expectedAndFound(
  expected: string | undefined,
  found: string | undefined,
  { paint, labelWidth }: { readonly paint: Palette; readonly labelWidth: number },
): readonly string[] {
  if (expected !== undefined && found !== undefined) {
    const [before, after] = [membersOf(expected), membersOf(found)];
    if (before.length > 1 && after.length > 1 && before.length + after.length < MOST_LINES)
      return [labelled("differs", "- expected, + found", labelWidth), ...comparison(before, after, paint)];
  }
  return [
    ...(expected === undefined ? [] : [painted(labelled("expected", expected, labelWidth), paint.green, labelWidth)]),
    ...(found === undefined ? [] : [painted(labelled("found", found, labelWidth), paint.red, labelWidth)]),
  ];
}

/** JSON with a line for each member; any other text as it is. */
function membersOf(text: string): readonly string[] {
  const data = dataIn(text);
  const lines = data === undefined ? text : JSON.stringify(data, undefined, 2);
  return printable(lines, Number.POSITIVE_INFINITY).split("\n");
}

/** Undefined for what is no object and no array. */
function dataIn(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function comparison(expected: readonly string[], found: readonly string[], paint: Palette): readonly string[] {
  // Node calls them the other way round: from what it inserts to what it deletes.
  const entries = diff(expected, found).map(([operation, line]) => ({ operation, line: printable(line) }));
  const near = entries.map((_, index) =>
    entries.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ operation }) => operation !== 0),
  );
  return entries.flatMap(({ operation, line }, index) => {
    if (operation === 1) return [paint.green(`- ${line}`)];
    if (operation === -1) return [paint.red(`+ ${line}`)];
    if (near[index]) return [`  ${line}`];
    return near[index - 1] === false ? [] : [paint.dim("  …")];
  });
}

function painted(text: string, paint: (text: string) => string, labelWidth: number): string {
  return text
    .split("\n")
    .map((line) => line.slice(0, labelWidth) + paint(line.slice(labelWidth)))
    .join("\n");
}
