import { AwsError } from "../../gateway/aws-error.ts";
import type { MapState } from "../definition/machine.ts";
import { chooseInput } from "../execution/data-flow.ts";
import { StateFailure } from "../execution/failure.ts";
import { answerMocked, type MockedResult } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import type { Tolerance } from "../map-runs/map-run.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import { planDistributedMap } from "./distributed-map.ts";
import { datasetOfState } from "./map-items.ts";
import { maxConcurrencyOf, toleranceOf } from "./map-limits.ts";

/**
 * A Map whose result is mocked: its items are chosen, selected and grouped as always, no iteration runs. With data for
 * its ItemReader, that is read; without, the items are the state's input (AWS: Testing Distributed Map states).
 */
export async function runMockedMap(state: MapState, run: StateRun, mocked: MockedResult): Promise<Document> {
  const { test } = run.thread.execution;
  const input = state.jsonata ? run.input : chooseInput(state.inputPath, run);
  const reads = state.distributed?.itemReader !== undefined && test?.itemReaderData !== undefined;
  const dataset = reads ? undefined : await datasetOfState(state, input.value, run);
  if (dataset && !state.jsonata) run.inspect("afterItemsPath", dataset.values);
  // Shown only once there are items (recorded: test_state_map_context_object).
  const maxConcurrency = await maxConcurrencyOf(state, input.value, run);
  run.inspect("maxConcurrency", maxConcurrency);
  run.thread.record("MapStateStarted", { length: dataset?.values.length ?? 0 });
  const tolerance = await toleranceOf(state, input.value, run);
  const { distributed } = state;
  let items = dataset?.values.length ?? 0;
  if (distributed) {
    const children = await planDistributedMap({ state, distributed, run, input, dataset, maxConcurrency, tolerance });
    items = children.reduce((sum, child) => sum + child.items, 0);
  } else if (dataset) await selectItems(state, run, input, dataset.values);
  if (test && mocked.kind === "result") checkTolerance(tolerance, test.failedIterations, items);
  const result = await answerMocked(mocked);
  run.thread.recordAside("MapStateSucceeded");
  return result;
}

async function selectItems(state: MapState, run: StateRun, input: Document, items: readonly Json[]): Promise<void> {
  const { itemSelector } = state;
  const jsonataSelector = state.jsonata?.itemSelector;
  if (!itemSelector && !jsonataSelector) return;
  const selected: Json[] = [];
  for (const [index, value] of items.entries()) {
    const mapItem = { index, value };
    if (jsonataSelector) selected.push(await run.evaluate(jsonataSelector, { mapItem }));
    else if (itemSelector) selected.push(evaluateTemplate(itemSelector, run.scope(input.value, mapItem)));
  }
  run.inspect("afterItemSelector", selected);
}

/** Without a threshold TestState lets any number fail (recorded: test_map_state_failure_count[BASE_MAP_STATE]), unlike a map run. */
function checkTolerance({ count, percentage }: Tolerance, failed: number, items: number): void {
  // AWS documents the limit; the sentence is ours.
  if (failed > items) {
    throw new AwsError("ValidationException", "MapIterationFailureCount must not exceed the number of items.");
  }
  const tooMany = count !== undefined && failed > count;
  if (!tooMany && !(percentage !== undefined && failed * 100 > percentage * items)) return;
  throw new StateFailure(
    "States.ExceedToleratedFailureThreshold",
    "The specified tolerated failure threshold was exceeded",
  );
}
