import type { FailState } from "../definition/machine.ts";
import { RuntimeFailure, StateFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { evaluateField } from "../query/evaluate.ts";

/** A Fail state has no exit: its error ends the branch or the execution. */
export function runFail(state: FailState, run: StateRun): Promise<never> {
  if (state.jsonata) return failJsonata(state, run);
  run.inspect("afterInputPath", run.input.value);
  throw new StateFailure(textOf(state.error, "ErrorPath", run), textOf(state.cause, "CausePath", run));
}

async function failJsonata(state: FailState, run: StateRun): Promise<never> {
  const text = async (source: FailState["error"]): Promise<string | undefined> =>
    typeof source === "object" && source.kind === "jsonata" ? run.evaluateTo("string", source) : (source as string);
  throw new StateFailure(await text(state.error), await text(state.cause));
}

function textOf(source: FailState["error"], field: string, run: StateRun): string | undefined {
  if (source === undefined || typeof source === "string") return source;
  if (source.kind === "jsonata") throw new Error("A JSONPath Fail state has a JSONata field.");
  const value = evaluateField(source, field, run.scope(run.input.value));
  if (typeof value === "string") return value;
  throw new RuntimeFailure(`The ${field} parameter does not reference a string: ${source.text}`);
}
