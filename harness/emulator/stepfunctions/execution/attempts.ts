import type { MapState, ParallelState, TaskState } from "../definition/machine.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import { cancellableSleep } from "./cancellation.ts";
import { applyTemplate, choosePart, placeResult } from "./data-flow.ts";
import type { StateFailure } from "./failure.ts";
import type { Outcome } from "./outcome.ts";
import { findCatcher, Retries } from "./retry.ts";
import type { StateRun } from "./state-run.ts";

/**
 * Runs a state that may fail: tries, retries after waiting on the clock, catches. `attempt` gives the state's raw
 * result. `beforeGivingUp` records what precedes the Catch or the end (ParallelStateFailed).
 */
export async function runAttempts(
  run: StateRun,
  state: TaskState | ParallelState | MapState,
  attempt: () => Promise<Document>,
  beforeGivingUp: (failure: StateFailure) => void,
): Promise<Outcome> {
  const { restart } = run;
  const retries = new Retries(state.retry, restart?.retries);
  run.retries = retries;
  run.retryCount ??= restart?.retryCount ?? 0;
  if (restart?.retryDueAt !== undefined) await waitForRetry(run, restart.retryDueAt, "a restart");
  for (;;) {
    try {
      const result = await attempt();
      // Awaited here, so that what fails in Output or Assign can be retried and caught too.
      return state.jsonata ? await finishJsonata(run, state, result, state.jsonata) : finish(run, state, result);
    } catch (error) {
      const failure = run.failureOf(error);
      const delayMs = retries.nextDelayMs(failure, run.thread.execution.jitter);
      if (delayMs === undefined) {
        beforeGivingUp(failure);
        return caught(run, state, failure);
      }
      run.retryCount++;
      await waitForRetry(run, run.thread.execution.now() + delayMs, failure.error ?? "an error");
    }
  }
}

async function waitForRetry(run: StateRun, dueAt: number, after: string): Promise<void> {
  const { execution, cancellation } = run.thread;
  const label = `retry ${run.retryCount} of ${run.name} after ${after} (${execution.name})`;
  run.attempt = undefined;
  run.retryDueAt = dueAt;
  await cancellableSleep(execution.clock, Math.max(0, dueAt - execution.now()), label, cancellation);
  run.retryDueAt = undefined;
}

function finishJsonata(
  run: StateRun,
  state: TaskState | ParallelState | MapState,
  result: Document,
  jsonata: JsonataFields,
): Promise<Outcome> {
  run.inspect("result", result.value);
  return run.exitJsonata(jsonata, result, state.next, { result: result.value });
}

function finish(run: StateRun, state: TaskState | ParallelState | MapState, rawResult: Document): Outcome {
  run.inspect("result", rawResult.value);
  const result = applyTemplate(state.resultSelector, rawResult, run);
  run.inspect("afterResultSelector", result.value);
  const placed = placeResult(state.resultPath, result, run);
  run.inspect("afterResultPath", placed.value);
  const output = choosePart(state.outputPath, placed, run);
  return run.exit(output, state.next, { template: state.assign, result: result.value });
}

/** The Catch clause that names the failure takes over; OutputPath does not apply. Without one the failure goes on. */
export function caught(
  run: StateRun,
  state: TaskState | ParallelState | MapState,
  failure: StateFailure,
): Outcome | Promise<Outcome> {
  const catcher = findCatcher(state.catch, failure);
  if (!catcher) throw failure;
  const errorOutput = new Document(
    new Map<string, Json>([
      // Recorded: test_sqs_failure_in_wait_for_task_tok_no_error_field.
      ["Error", failure.error ?? null],
      // A time-out has no cause; Catch still shows an empty one (recorded: test_invoke_timeout).
      ["Cause", failure.failureCause ?? (failure.error === "States.Timeout" ? "" : null)],
    ]),
  );
  if (catcher.jsonata) {
    return run.exitJsonata(catcher.jsonata, errorOutput, catcher.next, { errorOutput: errorOutput.value });
  }
  return run.exit(placeResult(catcher.resultPath, errorOutput, run), catcher.next, {
    template: catcher.assign,
    result: errorOutput.value,
  });
}
