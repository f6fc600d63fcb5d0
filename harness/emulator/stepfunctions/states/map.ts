import type { Graph, MapJsonataFields, MapState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { choosePart } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import { INLINE_MAP_CONCURRENCY } from "../execution/limits.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import type { Thread } from "../execution/thread.ts";
import type { Document } from "../json/document.ts";
import { isArray, type Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { jsonataType } from "../jsonata/types.ts";
import { evaluatePathField } from "../query/evaluate.ts";
import { integerOf } from "./integer-path.ts";
import { MapIterations } from "./map-iterations.ts";

type RunGraph = (graph: Graph, input: Document, thread: Thread) => Promise<Document>;

/** An inline Map. */
export function runMap(state: MapState, run: StateRun, runGraph: RunGraph): Promise<Outcome> {
  let begun = false;
  return runAttempts(
    run,
    state,
    async () => {
      if (state.jsonata) {
        begun = true;
        const concurrency = await concurrencyOf(state, run);
        const items = await itemsOfJsonata(state.jsonata, run);
        return new MapIterations({ state, run, input: run.input, items, runGraph }).run(concurrency);
      }
      const input = choosePart(state.inputPath, run.input, run);
      run.inspect("afterInputPath", input.value);
      const concurrency = maxConcurrency(state, input.value, run);
      begun = true;
      const items = itemsOf(state, input.value, run);
      return new MapIterations({ state, run, input, items, runGraph }).run(concurrency);
    },
    () => {
      // Also when its items cannot be had (recorded with JSONata: test_map_state_items_variable_sampling), but not for a
      // wrong MaxConcurrencyPath (recorded: test_max_concurrency_path).
      if (begun) run.thread.record("MapStateFailed");
    },
  );
}

function itemsOf(state: MapState, input: Json, run: StateRun): readonly Json[] {
  const items = state.itemsPath ? evaluatePathField(state.itemsPath, run.scope(input)) : input;
  if (isArray(items)) return items;
  // Recorded: test_state_map_context_object.
  throw new RuntimeFailure(`Reference path "${state.itemsPath?.text ?? "$"}" must point to array.`);
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

async function concurrencyOf({ maxConcurrency: limit }: MapState, run: StateRun): Promise<number> {
  const value =
    typeof limit === "object" && limit.kind === "jsonata"
      ? await run.evaluateTo("number", limit, {}, run.previousEventId)
      : (limit as number | undefined);
  return value !== undefined && value > 0 ? value : INLINE_MAP_CONCURRENCY;
}

function maxConcurrency(state: MapState, input: Json, run: StateRun): number {
  const limit = integerOf(state.maxConcurrency, "MaxConcurrency", input, run) ?? 0;
  // AWS never ends such an execution (recorded: test_max_concurrency_path_negative); we say why it cannot.
  if (limit < 0) throw new RuntimeFailure("MaxConcurrency cannot be negative.");
  return limit > 0 ? limit : INLINE_MAP_CONCURRENCY;
}
