import type { MapState } from "../definition/machine.ts";
import { choosePart } from "../execution/data-flow.ts";
import { answerMocked, type MockedResult } from "../execution/state-mocks.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import { itemsOf, itemsOfJsonata } from "./map-items.ts";

/** A Map whose result is mocked: its items are chosen and selected as always, no iteration runs. */
export async function runMockedMap(state: MapState, run: StateRun, mocked: MockedResult): Promise<Document> {
  const input = state.jsonata ? run.input : choosePart(state.inputPath, run.input, run);
  if (!state.jsonata) run.inspect("afterInputPath", input.value);
  const items = state.jsonata ? await itemsOfJsonata(state.jsonata, run) : itemsOf(state, input.value, run);
  if (!state.jsonata) run.inspect("afterItemsPath", items);
  await inspectSelected(state, run, input, items);
  run.thread.record("MapStateStarted", { length: items.length });
  const result = await answerMocked(mocked);
  run.thread.recordAside("MapStateSucceeded");
  return result;
}

async function inspectSelected(state: MapState, run: StateRun, input: Document, items: readonly Json[]): Promise<void> {
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
