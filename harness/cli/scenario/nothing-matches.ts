import type { Deselected } from "../../report/run-record.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ScenarioRun } from "./scenario-run.ts";

/** What was asked of titles and tags leaves everything out: the sentence says what there is. */
export function nothingMatches(
  { asked, tagsFilter = [] }: Pick<ScenarioRun, "asked" | "tagsFilter">,
  deselected: readonly Deselected[],
): UsageError {
  if (tagsFilter.length > 0) {
    const tags = [...new Set(deselected.flatMap((scenario) => scenario.tags))].toSorted();
    return new UsageError(`No scenario matches ${asked}. The tags are: ${tags.join(", ")}`);
  }
  const titles = deselected.map(({ title }) => `  ${title}`);
  return new UsageError([`No title matches ${asked}. The titles are:`, ...titles].join("\n"));
}
