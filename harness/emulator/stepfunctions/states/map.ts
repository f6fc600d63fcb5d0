import type { Graph, MapState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { chooseInput } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import { lostCall } from "../execution/lost-call.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Thread } from "../execution/thread.ts";
import type { Document } from "../json/document.ts";
import { INLINE_MAP_CONCURRENCY } from "../limits.ts";
import { runDistributedMap } from "./distributed-map.ts";
import { datasetOfState } from "./map-items.ts";
import { MapIterations } from "./map-iterations.ts";
import { maxConcurrencyOf, maximumItemsOf, toleranceOf } from "./map-limits.ts";
import { runMockedMap } from "./mocked-map.ts";

type RunGraph = (graph: Graph, input: Document, thread: Thread) => Promise<Document>;

/**
 * The steps of an attempt in AWS's order (recorded: test_max_concurrency_path,
 * test_map_state_tolerated_failure_count_path).
 */
type Step = "input" | "MaxConcurrency" | "items" | "limits" | "iterations";

/** A Map, inline or distributed. */
export function runMap(state: MapState, run: StateRun, runGraph: RunGraph): Promise<Outcome> {
  let step: Step = "input";
  return runAttempts(
    run,
    state,
    async () => {
      step = "input";
      if (state.inlineRefuses) {
        throw new RuntimeFailure(
          "The ItemReader, ItemBatcher and ResultWriter fields are not supported for INLINE maps",
        );
      }
      const mocked = run.mocked();
      if (mocked) return runMockedMap(state, run, mocked);
      const input = state.jsonata ? run.input : chooseInput(state.inputPath, run);

      step = "MaxConcurrency";
      const limit = maxConcurrencyOf(state, input.value, run);
      const maxConcurrency = typeof limit === "number" ? limit : await limit;

      // Its children have ended with the process.
      if (state.distributed && run.takeInterruption()) {
        step = "iterations";
        throw lostCall("StepFunctions");
      }
      step = "items";
      const dataset = state.distributed?.itemReader ? undefined : await datasetOfState(state, input.value, run);
      const { execution, mapRuns } = run.thread;
      const earlier = run.takeResumableThreads();
      const redriven = state.distributed && mapRuns.redrivenRun(execution, run.enteredEventId);
      const startedId =
        earlier || redriven
          ? run.thread.lastEventId
          : run.thread.record("MapStateStarted", { length: dataset?.values.length ?? 0 });

      step = "limits";
      const tolerance = await toleranceOf(state, input.value, run);
      const maximumItems = await maximumItemsOf(state, input.value, run);

      step = "iterations";
      const { distributed } = state;
      if (distributed) {
        const limits = { maximumItems, maxConcurrency, tolerance };
        return runDistributedMap({ state, distributed, run, input, dataset, ...limits, redriven });
      }
      const items = dataset?.values ?? [];
      const slots = maxConcurrency > 0 ? maxConcurrency : INLINE_MAP_CONCURRENCY;
      return new MapIterations({ state, run, input, items, runGraph, earlier }).run(slots, startedId);
    },
    () => {
      if (failsTheMap(step, state)) run.thread.record("MapStateFailed");
    },
  );
}

/**
 * Whether MapStateFailed tells of a failure in this step: also when the items cannot be had (recorded with JSONata:
 * test_map_state_items_variable_sampling), but not for a wrong MaxConcurrencyPath or ToleratedFailureCountPath
 * (recorded: test_max_concurrency_path, test_map_state_tolerated_failure_count_path).
 */
function failsTheMap(step: Step, state: MapState): boolean {
  return step === "items" || step === "iterations" || (step === "MaxConcurrency" && state.jsonata !== undefined);
}
