import { useMemo } from "preact/hooks";
import { durationText } from "../../../duration.ts";
import type { BodiesModel, OverviewModel, ScenarioModel } from "../../../model/report-model.ts";
import { diffAddress, incidentAddress } from "../../address.ts";
import { departureAt } from "../../departure-text.ts";
import { bodiesAt, diffOfRuns, scenarioAt } from "../embedded-data.ts";
import { useKeys } from "../keys.ts";
import { Mark } from "../mark.tsx";
import { address, goTo, openScenario } from "../route.ts";
import { Timeline } from "../timeline/timeline.tsx";
import { EventList } from "./event-list.tsx";
import { Panel } from "./panel.tsx";
import { ScenarioView } from "./scenario-view.ts";
import { Toolbar } from "./toolbar.tsx";
import { useScenarioKeys } from "./use-scenario-keys.ts";

/** The page of the scenario that the address names. */
export function ScenarioPage({ overview }: { readonly overview: OverviewModel }) {
  const key = address.value.page === "scenario" ? address.value.key : "";
  const index = overview.scenarios.findIndex((row) => row.key === key);
  const part = index === -1 ? undefined : scenarioAt(index);
  if (part?.state === "read") return <Loaded overview={overview} index={index} model={part.value} />;
  if (part?.state === "reading") return <p class="lone">Reading …</p>;
  return (
    <div class="lone">
      <h1>
        {index === -1 ? `There is no scenario ${key} in this run.` : `The events of ${key} are not in this report.`}
      </h1>
      <p>
        <a href="#/">All scenarios</a>
      </p>
    </div>
  );
}

interface LoadedProps {
  readonly overview: OverviewModel;
  readonly index: number;
  readonly model: ScenarioModel;
}

function Loaded({ overview, index, model }: LoadedProps) {
  const row = overview.scenarios[index];
  const view = useMemo(() => {
    const bodies = (): BodiesModel | undefined => {
      const part = bodiesAt(index);
      return part.state === "read" ? part.value : undefined;
    };
    return new ScenarioView(model, row, bodies);
  }, [model, row, index]);
  useScenarioKeys(view);
  const red = overview.failures.flatMap(({ files }) =>
    files.flatMap(({ scenarios }) => scenarios.map(({ key }) => key)),
  );
  const at = red.indexOf(model.key);
  const [previous, next] = at === -1 ? [undefined, red[0]] : [red[at - 1], red[at + 1]];
  const differs = overview.diff?.different.includes(model.key) ?? false;
  const toDiff = (): void => {
    const part = diffOfRuns();
    const diff = part.state === "read" ? part.value.scenarios.find(({ key }) => key === model.key) : undefined;
    const event = address.value.page === "scenario" ? address.value.event : undefined;
    const departure = diff && departureAt(diff.departures, event);
    goTo({ page: "diff", key: model.key, departure, filter: "" });
  };
  // Read ahead, so that the key leads to the difference of the chosen event.
  if (differs) diffOfRuns();
  useKeys([
    ...(differs ? [{ key: "v", does: "this event in both runs, and back", run: toDiff }] : []),
    ...(model.result?.evidence
      ? [
          {
            key: "i",
            does: "evidence of the incident and run, side by side",
            run: () => goTo({ page: "incident", key: model.key, filter: "" }),
          },
        ]
      : []),
    ...(next === undefined ? [] : [{ key: "n", does: "next failure", run: () => openScenario(next) }]),
    ...(previous === undefined ? [] : [{ key: "p", does: "previous failure", run: () => openScenario(previous) }]),
  ]);
  return (
    <div class="scenario">
      <header class="scenario-head">
        <h1>
          {row && <Mark mark={row.mark} />} {model.id}
        </h1>
        <p class="title">{model.title}</p>
        <p class="facts">
          <span>{model.system}</span>
          <span>seed {model.seed}</span>
          <span>
            <b>{durationText(model.result?.virtualMs ?? model.endMs)}</b> virtual
          </span>
          {row && row.realMs > 0 && (
            <span>
              <b>{durationText(row.realMs)}</b> real
            </span>
          )}
          <span>{model.events.length.toLocaleString("en")} events</span>
          {overview.diff && differs && (
            <span>
              <a href={diffAddress(model.key)}>compared with {overview.diff.runs[1].name}</a> <kbd>v</kbd>
            </span>
          )}
          {model.result?.evidence && (
            <span>
              <a href={incidentAddress(model.key)}>evidence and run</a> <kbd>i</kbd>
            </span>
          )}
        </p>
      </header>
      <Toolbar view={view} />
      {!view.asTable.value && <Timeline view={view} />}
      <div class={view.asTable.value ? "split as-table" : "split"}>
        <EventList view={view} />
        <Panel view={view} index={index} parameters={overview.run.parameters} />
      </div>
    </div>
  );
}
