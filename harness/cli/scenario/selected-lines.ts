import { readFileSync } from "node:fs";
import { UsageError } from "../../support/usage-error.ts";
import type { ScenarioFile, SelectedScenario } from "./scenario-file.ts";

/** `listing-28/fixed:31`, also with the column behind it that stacks and editors add. */
const WITH_LINE = /^(.+?):(\d+)(?::\d+)?$/;
const DECLARATION = /(?:^|\s)(?:scenario|test)\(/;

export interface LineFilter {
  readonly filter: string;
  readonly line?: number;
}

export function splitLine(filter: string): LineFilter {
  const [, path, line] = WITH_LINE.exec(filter) ?? [];
  return path === undefined ? { filter } : { filter: path, line: Number(line) };
}

/**
 * The file with the line at which the scenario begins that `line` is a part of: Vitest knows scenarios by that line alone.
 *
 * @throws UsageError when no scenario begins at the line or before it.
 */
export function atLine(file: ScenarioFile, line: number): SelectedScenario {
  const begins = readFileSync(file.path, "utf8")
    .split("\n")
    .flatMap((text, index) => (DECLARATION.test(text) ? [index + 1] : []));
  const own = begins.findLast((begin) => begin <= line);
  if (own !== undefined) return { ...file, lines: [own] };
  const where = begins.length === 0 ? "none begins in it" : `they begin at ${begins.join(", ")}`;
  throw new UsageError(`${file.id} has no scenario at line ${line}: ${where}.`);
}
