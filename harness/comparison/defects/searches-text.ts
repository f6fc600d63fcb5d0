import { DEFECTS } from "../../../system/defects.ts";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import type { SmallestSets } from "../../scenario/result.ts";
import type { Palette } from "../../support/palette.ts";

export interface Searches {
  readonly scenario: string;
  readonly system: string;
  readonly found: readonly SmallestSets[];
}

/** The results of a search by scenario, without scenarios that have none. */
export function searchesOf(outcomes: readonly ScenarioOutcome[]): readonly Searches[] {
  return outcomes
    .flatMap(({ id, result }) =>
      result?.smallestSets?.length ? { scenario: id, system: result.system, found: result.smallestSets } : [],
    )
    .sort((a, b) => (a.scenario < b.scenario ? -1 : 1));
}

export function searchesText(searches: readonly Searches[], paint: Palette): string {
  return searches
    .flatMap(({ scenario, system, found }) => [
      `${paint.bold(scenario)} (${system})`,
      ...found.flatMap((search) => searchLines(search, paint)),
      "",
    ])
    .join("\n");
}

function searchLines({ question, sets, spoiledBy, runs }: SmallestSets, paint: Palette): string[] {
  const count = sets.length === 1 ? "the only smallest set" : `${sets.length} smallest sets`;
  return [
    `  ${question}`,
    `  ${count}, by ${runs} more ${runs === 1 ? "run" : "runs"}:`,
    ...sets.flatMap((set) => [
      `    ${paint.red(set.join(" "))}`,
      ...set.map((defect) => paint.dim(`      ${defect.padEnd(4)}${DEFECTS[defect].title}`)),
    ]),
    ...(spoiledBy.length > 0 ? [paint.yellow(`    undone when one of these is added: ${spoiledBy.join(" ")}`)] : []),
  ];
}
