import type { ScenarioRun } from "./scenario-run.ts";

/** As Vitest takes files, and scenarios that begin at a line of one; empty for all, so that watching finds new ones. */
export function vitestFilters({ selected, everything }: Pick<ScenarioRun, "selected" | "everything">): string[] {
  if (everything) return [];
  return selected.flatMap(({ path, lines }) => (lines === undefined ? [path] : lines.map((line) => `${path}:${line}`)));
}
