import { lastFailed } from "./last-failed.ts";
import type { ScenarioFile, SelectedScenario } from "./scenario-file.ts";
import { selectScenarios } from "./scenario-files.ts";
import type { ScenarioOptions } from "./scenario-options.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import { titlePatternOf, titleText } from "./title-pattern.ts";

export interface SelectionSources {
  readonly files: readonly ScenarioFile[];
  /** Ids, folders, files with a line. */
  readonly filters: readonly string[];
  /** Where runs are kept. */
  readonly runs: string;
}

export interface Selection
  extends Pick<ScenarioRun, "selected" | "everything" | "titlePattern" | "tagsFilter" | "asked" | "mayBeEmpty"> {
  /** Why nothing is selected, where that is no mistake: the last run was green, or a part is empty. */
  readonly nothing: string;
}

/** What the command line selects. @throws UsageError for what does not exist. */
export function selectionOf(values: ScenarioOptions, { files, filters, runs }: SelectionSources): Selection {
  const { shard, "tags-filter": tagsFilter, "last-failed": onlyFailed } = values;
  const named = selectScenarios(files, filters);
  const last = onlyFailed ? lastFailed(runs, named) : undefined;
  const candidates = last?.selected ?? named;
  const selected = shard ? candidates.filter((_, index) => index % shard.count === shard.index - 1) : candidates;
  const titlePattern = titlePatternOf(values, last?.titles);
  const asked = [titleText(values), ...tagsFilter].filter((text) => text !== "").join(" and ");
  const nothing =
    last && candidates.length === 0
      ? `Nothing of this was red in the last run, ${last.runId}.`
      : `Part ${shard?.index} of ${shard?.count} is empty: ${numberOf(candidates)}.`;
  return {
    selected,
    everything: filters.length === 0 && last === undefined && shard === undefined,
    ...(titlePattern && { titlePattern }),
    ...(tagsFilter.length > 0 && { tagsFilter }),
    ...(asked !== "" && { asked }),
    ...((shard !== undefined || last !== undefined) && { mayBeEmpty: true }),
    nothing,
  };
}

function numberOf(candidates: readonly SelectedScenario[]): string {
  return `there ${candidates.length === 1 ? "is 1 file" : `are ${candidates.length} files`} to divide`;
}
