import { Variables } from "../query/variables.ts";
import type { Execution } from "./execution.ts";
import { Cancelled, StateFailure } from "./failure.ts";
import { EXPRESS_LIMIT_SECONDS } from "./limits.ts";
import { runGraph } from "./run-graph.ts";
import { Thread } from "./thread.ts";

/** Drives an execution to its end. What it throws is our own bug. */
export async function runExecution(execution: Execution): Promise<void> {
  const { definition } = execution.machine;
  const thread = new Thread({
    execution,
    cancellation: execution.cancellation,
    variables: new Variables(),
    lastEventId: 0,
  });
  const limitSeconds = timeLimitSeconds(execution);
  const limit =
    limitSeconds === undefined
      ? undefined
      : execution.clock.timer(`TimeoutSeconds of ${execution.name}`, limitSeconds * 1000, () =>
          execution.end({ status: "TIMED_OUT" }, 0),
        );
  try {
    const output = await runGraph(definition, execution.input, thread);
    execution.end({ status: "SUCCEEDED", output }, thread.lastEventId);
  } catch (error) {
    if (error instanceof StateFailure) {
      execution.end({ status: "FAILED", error: error.error, cause: error.failureCause }, thread.lastEventId);
    } else if (!(error instanceof Cancelled && execution.ending)) {
      throw error;
    }
  } finally {
    limit?.cancel();
  }
}

/** TimeoutSeconds, and five minutes for an Express execution, whichever is shorter. */
function timeLimitSeconds({ machine }: Execution): number | undefined {
  const { timeoutSeconds } = machine.definition;
  return machine.type === "EXPRESS"
    ? Math.min(timeoutSeconds ?? EXPRESS_LIMIT_SECONDS, EXPRESS_LIMIT_SECONDS)
    : timeoutSeconds;
}
