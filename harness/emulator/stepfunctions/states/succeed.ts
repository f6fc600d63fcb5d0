import type { SucceedState } from "../definition/machine.ts";
import { chooseInput, choosePart } from "../execution/data-flow.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { StateRun } from "../execution/state-run.ts";

export function runSucceed(state: SucceedState, run: StateRun): Outcome | Promise<Outcome> {
  if (state.jsonata) return run.exitJsonata(state.jsonata, run.input, undefined);
  return run.exit(choosePart(state.outputPath, chooseInput(state.inputPath, run), run), undefined);
}
