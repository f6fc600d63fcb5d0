import type { Graph, MapState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { choosePart } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import { INLINE_MAP_CONCURRENCY } from "../execution/limits.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import type { Thread } from "../execution/thread.ts";
import type { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { integerOf } from "./integer-path.ts";
import { itemsOf, itemsOfJsonata } from "./map-items.ts";
import { MapIterations } from "./map-iterations.ts";
import { runMockedMap } from "./mocked-map.ts";

type RunGraph = (graph: Graph, input: Document, thread: Thread) => Promise<Document>;

/** An inline Map. */
export function runMap(state: MapState, run: StateRun, runGraph: RunGraph): Promise<Outcome> {
  let begun = false;
  return runAttempts(
    run,
    state,
    async () => {
      const mocked = run.mocked();
      if (mocked) return runMockedMap(state, run, mocked);
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
