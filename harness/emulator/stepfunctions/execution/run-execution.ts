import { EXPRESS_LIMIT_SECONDS } from "../limits.ts";
import type { MapRuns } from "../map-runs/map-runs.ts";
import { Variables } from "../query/variables.ts";
import type { Execution } from "./execution.ts";
import { Cancelled, StateFailure } from "./failure.ts";
import { resumeThread } from "./resume.ts";
import { runGraph } from "./run-graph.ts";
import { Thread } from "./thread.ts";

/** Drives executions to their end. */
export class ExecutionRunner {
  readonly #mapRuns: MapRuns;
  /** The machine's own thread of each execution: a redrive goes on where it was. Not kept of what has succeeded. */
  readonly #threads = new WeakMap<Execution, Thread>();

  constructor(mapRuns: MapRuns) {
    this.#mapRuns = mapRuns;
  }

  /** Runs an execution, also one that has been opened again by a redrive. What it throws is our own bug. */
  async run(execution: Execution): Promise<void> {
    const thread = this.#threadOf(execution);
    const limitSeconds = timeLimitSeconds(execution);
    const limit =
      limitSeconds === undefined
        ? undefined
        : execution.clock.timer(`TimeoutSeconds of ${execution.name}`, leftMs(execution, limitSeconds), () =>
            execution.end({ status: "TIMED_OUT" }, 0),
          );
    try {
      const output = await runGraph(execution.machine.definition, execution.input, thread);
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
    if (execution.status === "SUCCEEDED") this.#threads.delete(execution);
  }

  /** Where an execution is, or was when it ended without success. */
  threadOf(execution: Execution): Thread | undefined {
    return this.#threads.get(execution);
  }

  /** Where an execution was before a restart: it goes on there when it is run. */
  restoreThread(execution: Execution, thread: Thread): void {
    this.#threads.set(execution, thread);
  }

  #threadOf(execution: Execution): Thread {
    const { cancellation } = execution;
    const earlier = this.#threads.get(execution);
    const thread = earlier
      ? resumeThread(earlier, cancellation)
      : new Thread({ execution, mapRuns: this.#mapRuns, cancellation, variables: new Variables(), lastEventId: 0 });
    this.#threads.set(execution, thread);
    return thread;
  }
}

/** A restart of the process does not begin the limit anew, as a redrive does. */
function leftMs({ startedAt, redrivenAt, clock }: Execution, limitSeconds: number): number {
  return Math.max(0, (redrivenAt ?? startedAt) + limitSeconds * 1000 - clock.now());
}

/** TimeoutSeconds, and five minutes for an Express execution, whichever is shorter. */
function timeLimitSeconds({ machine }: Execution): number | undefined {
  const { timeoutSeconds } = machine.definition;
  return machine.type === "EXPRESS"
    ? Math.min(timeoutSeconds ?? EXPRESS_LIMIT_SECONDS, EXPRESS_LIMIT_SECONDS)
    : timeoutSeconds;
}
