import type { MapJsonataFields, MapState } from "../definition/machine.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { StateRun } from "../execution/state-run.ts";
import { type Dataset, STATE_DATA } from "../item-readers/dataset.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { jsonataType } from "../jsonata/types.ts";
import { evaluatePathField } from "../query/evaluate.ts";

/** The items of a Map without an ItemReader. A distributed one also goes over the members of an object. */
export async function datasetOfState(state: MapState, input: Json, run: StateRun): Promise<Dataset> {
  if (state.jsonata) return datasetOf(await itemsOfJsonata(state.jsonata, state.distributed !== undefined, run));
  if (state.distributed) {
    const items = state.itemsPath ? evaluatePathField(state.itemsPath, run.scope(input)) : input;
    if (isObject(items)) return datasetOf(items);
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

function datasetOf(items: readonly Json[] | JsonObject): Dataset {
  if (isArray(items)) return { values: items, keys: undefined, sources: STATE_DATA };
  return { values: [...items.values()], keys: [...items.keys()], sources: STATE_DATA };
}

/** Items, or else the state's input. */
async function itemsOfJsonata(
  { items }: MapJsonataFields,
  distributed: boolean,
  run: StateRun,
): Promise<readonly Json[] | JsonObject> {
  const value = items ? await run.evaluate(items) : run.input.value;
  if (isArray(value)) return value;
  if (distributed && value !== null && isObject(value)) return value;
  if (items?.kind === "jsonata") throw run.unexpectedType("array", items, value);
  throw run.queryFailure(
    "Items",
    items
      ? `The field 'Items' must be an array, but was '${jsonataType(value)}' for value: ${writeJson(value)}`
      : // Reported of a recording that is held back, for the number 1.
        `Map state input must be an array but was: ${writeJson(value)}`,
  );
}
