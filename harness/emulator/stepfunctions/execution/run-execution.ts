import { Variables } from "../query/variables.ts";
import type { Execution } from "./execution.ts";
import { Cancelled, StateFailure } from "./failure.ts";
import { EXPRESS_LIMIT_SECONDS } from "./limits.ts";
import { resumeThread } from "./resume.ts";
import { runGraph } from "./run-graph.ts";
import { Thread } from "./thread.ts";

/** Drives an execution to its end, also one that has been opened again by a redrive. What it throws is our own bug. */
export async function runExecution(execution: Execution): Promise<void> {
  const { definition } = execution.machine;
  const { cancellation, thread: earlier } = execution;
  const thread = earlier
    ? resumeThread(earlier, cancellation)
    : new Thread({ execution, cancellation, variables: new Variables(), lastEventId: 0 });
  execution.thread = thread;
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
      // A state that fails again without an event names the redrive (recorded by third parties for a Fail state).
      const lastEventId = Math.max(thread.lastEventId, execution.redrivenEventId);
      execution.end({ status: "FAILED", error: error.error, cause: error.failureCause }, lastEventId);
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
