import type { RunTally } from "../../report/run-record.ts";
import type { UnhandledError } from "../../scenario/outcome.ts";
import { EXIT } from "../../support/exit-status.ts";

/** The status of a run that came to its end, with a sentence when the harness itself is at fault. */
export function exitOf(tally: RunTally): { readonly code: number; readonly why?: string } {
  const { unhandledErrors, unfinished } = tally;
  if (unhandledErrors.length > 0 && unhandledErrors.every(isOutOfMemory) && unfinished.length > 0)
    return { code: EXIT.red, why: `${unfinished.join(" or ")} needs more memory than a worker has` };
  if (unhandledErrors.length > 0) return { code: EXIT.ourBug, why: "an error outside any scenario makes the run void" };
  if (unfinished.length > 0) return { code: EXIT.ourBug, why: "not every scenario that was started ended" };
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

/** What Node says of a worker whose heap is full (ERR_WORKER_OUT_OF_MEMORY); Vitest keeps only the words. */
function isOutOfMemory({ message }: UnhandledError): boolean {
  return message.includes("Worker terminated due to reaching memory limit");
}
