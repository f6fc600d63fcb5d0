import { durationText } from "../../../duration.ts";
import type { SideVerdict } from "../../../model/departure.ts";
import type { DiffModel, DiffScenario } from "../../../model/diff-model.ts";
import { scenarioAddress } from "../../address.ts";
import { useKeys } from "../keys.ts";
import { address, changeTo, goTo } from "../route.ts";
import { DepartureList } from "./departure-list.tsx";
import { DeparturePanel } from "./departure-panel.tsx";
import { SideMark } from "./side-mark.tsx";

interface DiffOfScenarioProps {
  readonly model: DiffModel;
  readonly diff: DiffScenario;
}

/** One scenario in two runs: all differences, the first divergence first, and the chosen one side by side. */
export function DiffOfScenario({ model, diff }: DiffOfScenarioProps) {
  const { key, title, verdicts, departures, more } = diff;
  const names = [model.runs[0].name, model.runs[1].name] as const;
  const asked = address.value.page === "diff" ? address.value.departure : undefined;
  const chosen = Math.min(Math.max(0, asked ?? 0), Math.max(0, departures.length - 1));
  const departure = departures[chosen];
  const choose = (place: number): void => {
    const within = Math.min(Math.max(0, place), departures.length - 1);
    if (departures[within]) changeTo({ page: "diff", key, departure: within, filter: "" });
  };
  const at = model.scenarios.indexOf(diff);
  const open = (other: DiffScenario | undefined): void => {
    if (other) goTo({ page: "diff", key: other.key, departure: undefined, filter: "" });
  };
  const toScenario = (event: number | undefined): void =>
    goTo({ page: "scenario", key, event, filter: "", tab: event === undefined ? undefined : "event" });
  const [next, previous] = [model.scenarios[at + 1], model.scenarios[at - 1]];
  useKeys([
    { key: "j", does: "next difference", run: () => choose(chosen + 1) },
    { key: "k", does: "previous difference", run: () => choose(chosen - 1) },
    { key: "d", does: "to the first divergence", run: () => choose(0) },
    { key: "v", does: "to its event in this run, and back", run: () => toScenario(departure?.here?.sequence) },
    ...(verdicts[0].mark === "failed"
      ? [
          {
            key: "f",
            does: "the failure",
            run: () => goTo({ page: "scenario", key, event: undefined, filter: "", tab: "failure" }),
          },
        ]
      : []),
    ...(next ? [{ key: "n", does: "next scenario that differs", run: () => open(next) }] : []),
    ...(previous ? [{ key: "p", does: "previous scenario that differs", run: () => open(previous) }] : []),
  ]);
  return (
    <div class="scenario">
      <header class="scenario-head">
        <h1>
          {key}: {names[0]} and {names[1]}
        </h1>
        <p class="title">{title}</p>
        <p class="facts">
          <a href={scenarioAddress(key)}>This run’s events</a>
          <a href="#/diff">Both runs</a>
        </p>
      </header>
      <div class="sides verdicts">
        {verdicts.map((verdict, side) => (
          <Verdict key={side} verdict={verdict} name={names[side] ?? ""} />
        ))}
      </div>
      {departure ? (
        <div class="split diff-split">
          <DepartureList departures={departures} names={names} chosen={chosen} more={more} onChoose={choose} />
          <DeparturePanel departure={departure} names={names} scenario={key} />
        </div>
      ) : (
        <p class="lone">Only the verdicts differ.</p>
      )}
    </div>
  );
}

function Verdict({ verdict, name }: { readonly verdict: SideVerdict; readonly name: string }) {
  const { rule, system, virtualMs, events } = verdict;
  return (
    <div class="side">
      <p>
        <SideMark verdict={verdict} name={name} />
      </p>
      <p class="facts">
        <span>{system}</span>
        {virtualMs !== undefined && <span>{durationText(virtualMs)} virtual</span>}
        <span>{events.toLocaleString("en")} events</span>
      </p>
      {rule !== undefined && <p class="rule">{rule}</p>}
    </div>
  );
}
