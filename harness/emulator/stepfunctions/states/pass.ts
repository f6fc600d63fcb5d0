import type { PassState } from "../definition/machine.ts";
import { applyTemplate, choosePart, placeResult } from "../execution/data-flow.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";

export function runPass(state: PassState, run: StateRun): Outcome {
  const input = applyTemplate(state.parameters, choosePart(state.inputPath, run.input, run), run);
  // `.$` inside Result is literal text: Result is data, not a template.
  const result = state.result === undefined ? input : new Document(state.result);
  const output = choosePart(state.outputPath, placeResult(state.resultPath, result, run), run);
  return run.exit(output, state.next, { template: state.assign, result: result.value });
}
