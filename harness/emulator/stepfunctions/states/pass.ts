import type { PassState } from "../definition/machine.ts";
import { applyTemplate, chooseInput, choosePart, placeResult } from "../execution/data-flow.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";

export function runPass(state: PassState, run: StateRun): Outcome | Promise<Outcome> {
  if (state.jsonata) return run.exitJsonata(state.jsonata, run.input, state.next);
  const chosen = chooseInput(state.inputPath, run);
  const input = applyTemplate(state.parameters, chosen, run);
  run.inspect("afterParameters", input.value);
  // `.$` inside Result is literal text: Result is data, not a template.
  const result = state.result === undefined ? input : new Document(state.result);
  run.inspect("result", result.value);
  run.inspect("afterResultSelector", result.value);
  const placed = placeResult(state.resultPath, result, run);
  run.inspect("afterResultPath", placed.value);
  const output = choosePart(state.outputPath, placed, run);
  return run.exit(output, state.next, { template: state.assign, result: result.value });
}
