import type { Palette } from "../../../support/palette.ts";
import type { Verdict } from "./verdict.ts";

const LONGEST = 110;

/** Where a surviving mutant is, who passes it, and the change. */
export function survivorText({ mutant, reached }: Verdict, paint: Palette): string {
  const { file, line, column, mutator, original, replacement } = mutant;
  const who =
    reached.byScenarios && reached.byUnitTests
      ? "scenarios and unit tests pass it"
      : reached.byScenarios
        ? "scenarios pass it"
        : reached.byUnitTests
          ? "unit tests pass it"
          : "nothing passes it";
  const change = [paint.red(`  - ${inOneLine(original)}`), paint.green(`  + ${inOneLine(replacement)}`)];
  return [`${file}:${line}:${column} ${mutator} (${who})`, ...change].join("\n");
}

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
