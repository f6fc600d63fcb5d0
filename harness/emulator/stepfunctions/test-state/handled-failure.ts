import type { MapState, ParallelState, State, TaskState } from "../definition/machine.ts";
import type { StateFailure } from "../execution/failure.ts";
import { backoffSeconds, namesError } from "../execution/retry.ts";

type CallState = TaskState | ParallelState | MapState;

/** Which of a state's handlers a failure meets, as `errorDetails` tells it. */
export type Handling =
  | { readonly status: "RETRIABLE"; readonly retryIndex: number; readonly retryBackoffIntervalSeconds: number }
  | { readonly status: "CAUGHT_ERROR"; readonly catchIndex: number }
  | { readonly status: "FAILED" };

export function isCallState(state: State): state is CallState {
  return state.type === "Task" || state.type === "Parallel" || state.type === "Map";
}

/** `retries`: how often the retrier that names the failure has already retried. Jitter is left out: the answer is the interval. */
export function handlingOf(state: State, failure: StateFailure, retries: number): Handling {
  if (!isCallState(state)) return { status: "FAILED" };
  const retryIndex = state.retry.findIndex(({ errorEquals }) => namesError(errorEquals, failure));
  const retrier = state.retry[retryIndex];
  if (retrier && retries < retrier.maxAttempts) {
    return {
      status: "RETRIABLE",
      retryIndex,
      retryBackoffIntervalSeconds: Math.trunc(backoffSeconds(retrier, retries)),
    };
  }
  const catchIndex = state.catch.findIndex(({ errorEquals }) => namesError(errorEquals, failure));
  return catchIndex === -1 ? { status: "FAILED" } : { status: "CAUGHT_ERROR", catchIndex };
}
