import type { RunTally } from "../../report/run-record.ts";
import { EXIT } from "../../support/exit-status.ts";

/** The status of a run that came to its end, with a sentence when the harness itself is at fault. */
export function exitOf(tally: RunTally): { readonly code: number; readonly why?: string } {
  if (tally.unhandledErrors.length > 0)
    return { code: EXIT.ourBug, why: "an error outside any scenario makes the run void" };
  if (tally.unfinished.length > 0) return { code: EXIT.ourBug, why: "not every scenario that was started ended" };
  const red = tally.outcomes.filter((outcome) => outcome.mark === "failed");
  if (red.length > 0) {
    const onlyEnvironment = red.every((outcome) => outcome.errors.some((error) => error.name === "EnvironmentError"));
    return { code: onlyEnvironment ? EXIT.environment : EXIT.red };
  }
  if (tally.outcomes.every((outcome) => outcome.mark === "skipped")) {
    return { code: EXIT.ourBug, why: "scenarios were selected, and none of them ran" };
  }
  return { code: EXIT.green };
}
