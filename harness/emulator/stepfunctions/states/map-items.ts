import type { MapJsonataFields, MapState } from "../definition/machine.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Dataset, STATE_DATA } from "../item-readers/dataset.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { jsonataType } from "../jsonata/types.ts";
import { evaluatePathField } from "../query/evaluate.ts";

/** The items of a Map without an ItemReader. A distributed one also goes over the members of an object. */
export async function datasetOfState(state: MapState, input: Json, run: StateRun): Promise<Dataset> {
  if (state.jsonata) return { values: await itemsOfJsonata(state.jsonata, run), keys: undefined, sources: STATE_DATA };
  if (state.distributed) {
    const items = state.itemsPath ? evaluatePathField(state.itemsPath, run.scope(input)) : input;
    if (isObject(items)) return { values: [...items.values()], keys: [...items.keys()], sources: STATE_DATA };
  }
  return { values: itemsOf(state, input, run), keys: undefined, sources: STATE_DATA };
}

/** The list that ItemsPath points to. */
function itemsOf(state: MapState, input: Json, run: StateRun): readonly Json[] {
  const items = state.itemsPath ? evaluatePathField(state.itemsPath, run.scope(input)) : input;
  if (isArray(items)) return items;
  // Recorded: test_state_map_context_object; a path into the Context object is shown with one `$`.
  throw new RuntimeFailure(
    `Reference path "${(state.itemsPath?.text ?? "$").replace(/^\$\$/, "$")}" must point to array.`,
  );
}

/** Items, or else the state's input. What fails names the event before the state's own (recorded: test_map_state_items_variable_sampling). */
async function itemsOfJsonata({ items }: MapJsonataFields, run: StateRun): Promise<readonly Json[]> {
  if (items?.kind === "jsonata") return run.evaluateTo("array", items, {}, run.previousEventId);
  const value = items ? await run.evaluate(items, {}, run.previousEventId) : run.input.value;
  if (isArray(value)) return value;
  throw run.queryFailure(
    "Items",
    `The field 'Items' must be an array, but was '${jsonataType(value)}' for value: ${writeJson(value)}`,
    run.previousEventId,
  );
}
