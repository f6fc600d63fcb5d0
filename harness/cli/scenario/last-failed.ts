import { join } from "node:path";
import { runIds } from "../../report/kept-runs/old-runs.ts";
import { readRunFile } from "../../report/kept-runs/read-run.ts";
import type { RunFile } from "../../scenario/record/run-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { SelectedScenario } from "./scenario-file.ts";

export interface LastFailed {
  readonly runId: string;
  readonly selected: readonly SelectedScenario[];
  /** Titles of what was red; undefined when some file could not even be loaded, so that its titles are not known. */
  readonly titles: readonly string[] | undefined;
}

/**
 * What was red in the newest kept run that has ended, of what is selected anyway.
 *
 * @throws UsageError when no run is kept.
 */
export function lastFailed(root: string, selected: readonly SelectedScenario[]): LastFailed {
  const last = lastEnded(root);
  if (last === undefined) throw new UsageError(`--last-failed: no run is kept in ${root} yet. Type: npm run scenario`);
  const red = last.scenarios.filter(({ id, mark }) => mark === "failed" && selected.some((file) => file.id === id));
  return {
    runId: last.id,
    selected: selected.filter(({ id }) => red.some((scenario) => scenario.id === id)),
    titles: red.some(({ broken }) => broken) ? undefined : red.map(({ title }) => title),
  };
}

function lastEnded(root: string): RunFile | undefined {
  for (const id of runIds(root)) {
    const file = readRunFile(join(root, id));
    if (file.state !== "running") return file;
  }
  return undefined;
}
