import type { BaselineJudgement } from "../../comparison/baseline/judge-baseline.ts";
import type { RunTally } from "../../report/run-record.ts";
import { isStoryFault } from "../../report/story-fault.ts";
import type { UnhandledError } from "../../scenario/outcome.ts";
import { EXIT } from "../../support/exit-status.ts";

interface ExitOptions {
  readonly baseline?: Pick<BaselineJudgement, "known" | "nowGreen"> | undefined;
  /** The system under test is not the replica. */
  readonly foreign?: boolean;
}

/**
 * The status of a run that came to its end, with a sentence when the list of scenarios does not say it. What the baseline
 * knows is not red; what it knows and is green is.
 */
export function exitOf(
  tally: RunTally,
  { baseline, foreign = false }: ExitOptions = {},
): { readonly code: number; readonly why?: string } {
  const { unhandledErrors, unfinished } = tally;
  if (unhandledErrors.length > 0 && unhandledErrors.every(isOutOfMemory) && unfinished.length > 0)
    return { code: EXIT.red, why: `${unfinished.join(" or ")} needs more memory than a worker has` };
  if (unhandledErrors.length > 0 && unhandledErrors.every(isStoryFault) && unfinished.length === 0)
    return { code: EXIT.red, why: `${storiesOf(unhandledErrors)} left a promise behind that nobody awaits` };
  if (unhandledErrors.length > 0) return { code: EXIT.ourBug, why: "an error outside any scenario makes the run void" };
  if (unfinished.length > 0) return { code: EXIT.ourBug, why: "not every scenario that was started ended" };
  const known = new Set(baseline?.known.map(({ outcome }) => outcome));
  const red = tally.outcomes.filter((outcome) => outcome.mark === "failed" && !known.has(outcome));
  if (red.length > 0) {
    const onlyEnvironment = red.every((outcome) => outcome.errors.some((error) => error.name === "EnvironmentError"));
    return { code: onlyEnvironment ? EXIT.environment : EXIT.red };
  }
  if (tally.outcomes.every(({ mark }) => mark === "skipped")) {
    // What is not applicable to somebody's system is no bug of ours, and no success.
    return foreign
      ? { code: EXIT.usage, why: "none of the selected scenarios is applicable to this system" }
      : { code: EXIT.ourBug, why: "scenarios were selected, and none of them ran" };
  }
  if (baseline && baseline.nowGreen.length > 0) {
    const ids = baseline.nowGreen.map(({ outcome }) => outcome.id).join(", ");
    return { code: EXIT.red, why: `the baseline says red, and green now: ${ids}` };
  }
  return { code: EXIT.green };
}

function storiesOf(errors: readonly UnhandledError[]): string {
  return [...new Set(errors.flatMap((error) => error.while ?? []))].join(" and ");
}

/** What Node says of a worker whose heap is full (ERR_WORKER_OUT_OF_MEMORY); Vitest keeps only the words. */
function isOutOfMemory({ message }: UnhandledError): boolean {
  return message.includes("Worker terminated due to reaching memory limit");
}
