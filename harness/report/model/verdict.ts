import type { OverviewModel, ScenarioRow, Verdict } from "./report-model.ts";

/** A run in one sentence. */
export function verdictOf(rows: readonly ScenarioRow[], state: OverviewModel["run"]["state"]): Verdict {
  const count = (mark: ScenarioRow["mark"]): number => rows.filter((row) => row.mark === mark).length;
  const [passed, failed, skipped] = [count("passed"), count("failed"), count("skipped")];
  const counts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(passed > 0 ? [`${passed} passed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(", ");
  const told = counts === "" ? "no scenario has ended" : counts;
  switch (state) {
    case "running":
      return { mark: "unfinished", sentence: `The run goes on; so far ${told}.` };
    case "killed":
      return { mark: "unfinished", sentence: `The run was killed before its end; until then ${told}.` };
    case "interrupted":
      return { mark: failed > 0 ? "failed" : "unfinished", sentence: `The run was interrupted; until then ${told}.` };
    case "ended":
      if (failed > 0) return { mark: "failed", sentence: failedOf(failed, rows.length) };
      if (passed === 0) return { mark: "unfinished", sentence: `None of ${scenarios(rows.length)} ran.` };
      return { mark: "passed", sentence: skipped > 0 ? `${counts}; all that ran is green.` : allPassed(passed) };
  }
}

function failedOf(failed: number, all: number): string {
  return failed === all
    ? `${all === 1 ? "The scenario" : `All ${all} scenarios`} failed.`
    : `${failed} of ${scenarios(all)} failed.`;
}

function allPassed(count: number): string {
  return count === 1 ? "The scenario passed." : `All ${count} scenarios passed.`;
}

function scenarios(count: number): string {
  return `${count} scenario${count === 1 ? "" : "s"}`;
}
