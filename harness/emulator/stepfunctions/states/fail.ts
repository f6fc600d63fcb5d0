import type { FailState } from "../definition/machine.ts";
import { RuntimeFailure, StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { evaluateField } from "../query/evaluate.ts";
import type { Query } from "../query/query.ts";

/** A Fail state has no exit: its error ends the branch or the execution. */
export function runFail(state: FailState, run: StateRun): never {
  throw new StateFailure(textOf(state.error, "ErrorPath", run), textOf(state.cause, "CausePath", run));
}

function textOf(source: string | Query | undefined, field: string, run: StateRun): string | undefined {
  if (source === undefined || typeof source === "string") return source;
  const value = evaluateField(source, field, run.scope(run.input.value));
  if (typeof value === "string") return value;
  throw new RuntimeFailure(`The ${field} parameter does not reference a string: ${source.text}`);
}
