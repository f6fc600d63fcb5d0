import { PANEL_TABS, type PanelTab } from "../../address.ts";
import { EventPanel } from "../event/event-panel.tsx";
import { address, changeTo } from "../route.ts";
import { About } from "./about.tsx";
import { Expectations } from "./expectations.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { Machines } from "./machines.tsx";
import type { ScenarioView } from "./scenario-view.ts";

interface PanelProps {
  readonly view: ScenarioView;
  readonly index: number;
  readonly parameters: readonly string[];
}

/** Beside the list: the failure, the selected event, the state machines, and the rest. */
export function Panel({ view, index, parameters }: PanelProps) {
  const { failure } = view.model.result ?? {};
  const { machines } = view.model;
  const { expectations = [], moreExpectations = 0 } = view.model.result ?? {};
  const tabs = PANEL_TABS.filter(
    (tab) =>
      (tab !== "failure" || failure) &&
      (tab !== "machines" || machines.length > 0) &&
      (tab !== "expectations" || expectations.length > 0),
  );
  const asked = address.value.page === "scenario" ? address.value.tab : undefined;
  const usual: PanelTab = failure && view.selected.value === undefined ? "failure" : "event";
  const shown = tabs.find((tab) => tab === asked) ?? usual;
  const labels: Readonly<Record<PanelTab, string>> = {
    failure: "Failure",
    event: "Event",
    expectations: `Expectations (${expectations.length + moreExpectations + (failure ? 1 : 0)})`,
    machines: `Machines (${machines.length})`,
    about: "About",
  };
  return (
    <section class="panel" aria-label="Details">
      <div class="tabs" role="tablist" aria-label="Details" onKeyDown={(event) => moveBetween(event, tabs, shown)}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === shown}
            aria-controls="panel-content"
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => show(tab)}
          >
            {labels[tab]}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div class="panel-content" id="panel-content" role="tabpanel" aria-labelledby={`tab-${shown}`} tabIndex={0}>
        {shown === "failure" && failure && <FailurePanel view={view} failure={failure} parameters={parameters} />}
        {shown === "event" && <EventPanel view={view} index={index} />}
        {shown === "expectations" && <Expectations view={view} />}
        {shown === "machines" && <Machines view={view} />}
        {shown === "about" && <About view={view} />}
      </div>
    </section>
  );
}

function show(tab: PanelTab): void {
  if (address.value.page === "scenario") changeTo({ ...address.value, tab });
}

function moveBetween(event: KeyboardEvent, tabs: readonly PanelTab[], shown: PanelTab): void {
  const move = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const next = tabs[(tabs.indexOf(shown) + move + tabs.length) % tabs.length];
  if (move === 0 || next === undefined) return;
  event.preventDefault();
  show(next);
  document.getElementById(`tab-${next}`)?.focus();
}
