import type { MapState, ParallelState, State, TaskState } from "../definition/machine.ts";
import type { StateFailure } from "../execution/failure.ts";
import { backoffSeconds, namesError } from "../execution/retry.ts";

type CallState = TaskState | ParallelState | MapState;

/** What a failure meets, as `status` and `errorDetails` report it. */
interface Handling {
  readonly status: "RETRIABLE" | "CAUGHT_ERROR" | "FAILED";
  readonly details: {
    /** The retrier that names the failure, also when it is exhausted (as LocalStack has it). */
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
    readonly catchIndex?: number;
  };
}

export function isCallState(state: State): state is CallState {
  return state.type === "Task" || state.type === "Parallel" || state.type === "Map";
}

/** `retries`: how often the retrier that names the failure has already retried. Jitter is left out: the answer is the interval. */
export function handlingOf(state: State, failure: StateFailure, retries: number): Handling {
  if (!isCallState(state)) return { status: "FAILED", details: {} };
  const retryIndex = state.retry.findIndex(({ errorEquals }) => namesError(errorEquals, failure));
  const retrier = state.retry[retryIndex];
  const exhausted = retrier ? { retryIndex } : {};
  if (retrier && retries < retrier.maxAttempts) {
    const retryBackoffIntervalSeconds = Math.trunc(backoffSeconds(retrier, retries));
    return { status: "RETRIABLE", details: { retryIndex, retryBackoffIntervalSeconds } };
  }
  const catchIndex = state.catch.findIndex(({ errorEquals }) => namesError(errorEquals, failure));
  if (catchIndex === -1) return { status: "FAILED", details: exhausted };
  return { status: "CAUGHT_ERROR", details: { ...exhausted, catchIndex } };
}
