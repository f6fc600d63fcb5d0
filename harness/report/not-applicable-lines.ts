import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { Palette } from "../support/palette.ts";
import { foldedBy } from "./folded-list.ts";

/** What cannot be run against a system that is not ours: each reason once, with the scenarios behind it. */
export function notApplicableBlock(outcomes: readonly ScenarioOutcome[], paint: Palette): readonly string[] {
  const skipped = outcomes.filter(({ mark }) => mark === "skipped");
  if (skipped.length === 0) return [];
  const folded = foldedBy(
    skipped,
    ({ note }) => note ?? "no reason given",
    ({ id }) => id,
  );
  return [[`${paint.yellow("○")} ${paint.bold(`${skipped.length} not applicable`)}`, ...folded].join("\n")];
}
