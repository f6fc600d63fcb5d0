import { useKeys } from "../keys.ts";
import { address, changeTo } from "../route.ts";
import type { ScenarioView } from "./scenario-view.ts";

/** The keys of a scenario's page. */
export function useScenarioKeys(view: ScenarioView): void {
  const { causality, divergence, model } = view;
  const show = (tab: "failure" | "machines" | "about"): void => {
    if (address.value.page === "scenario") changeTo({ ...address.value, tab });
  };
  useKeys([
    ...(model.result?.failure ? [{ key: "f", does: "the failure", run: () => show("failure") }] : []),
    ...(divergence === undefined
      ? []
      : [{ key: "d", does: `to the ${view.divergenceName}`, run: () => view.selectSequence(divergence) }]),
    { key: "c", does: "up to the cause", run: () => view.select(causality.causeOf(view.selected.value ?? -1)) },
    {
      key: "e",
      does: "down to the first effect",
      run: () => view.select(causality.effectsOf(view.selected.value ?? -1)[0]),
    },
    { key: "j", does: "next event", run: () => step(view, 1) },
    { key: "k", does: "previous event", run: () => step(view, -1) },
    { key: "x", does: "next failed event", run: () => nextFailed(view) },
    ...(model.machines.length > 0 ? [{ key: "m", does: "state machines", run: () => show("machines") }] : []),
    { key: "t", does: "timeline or table", run: () => view.toggleTable() },
    { key: "+", does: "timeline: closer", run: () => view.zoom(0.5) },
    { key: "-", does: "timeline: further away", run: () => view.zoom(2) },
    { key: "0", does: "timeline: all of it", run: () => view.showAll() },
    { key: "Escape", does: "forget the chosen stretch of time", run: () => view.forgetRange() },
  ]);
}

/** By so many of the events that are shown. */
export function step(view: ScenarioView, count: number): void {
  const shown = view.shown.value;
  const selected = view.selected.value;
  const at = selected === undefined ? -1 : shown.indexOf(selected);
  const from = at === -1 && count > 0 ? -1 : at === -1 ? shown.length : at;
  const next = Math.min(shown.length - 1, Math.max(0, from + count));
  view.select(shown[next]);
}

function nextFailed(view: ScenarioView): void {
  const from = view.selected.value ?? -1;
  const failed = view.shown.value.filter((index) => view.model.spans[index]?.tone === "failed");
  view.select(failed.find((index) => index > from) ?? failed[0]);
}
