import type { Departure, RunSide, ToldEvent } from "../model/departure.ts";
import type { DiffModel, DiffScenario, DiffSummary, ShownDeparture } from "../model/diff-model.ts";
import type { RunDiff } from "./run-diff.ts";
import type { ScenarioDiff } from "./scenario-diff.ts";

const LONGEST_TEXT = 400;
const LONGEST_VALUE = 4_000;

/** A comparison as a report shows it: with `mostDepartures` of each scenario; the rest is counted. */
export function diffModel(diff: RunDiff, mostDepartures = Number.POSITIVE_INFINITY): DiffModel {
  const { runs, different, alike, identical, onlyHere, onlyThere, notices } = diff;
  const scenarios = different.map((scenario) => shownScenario(scenario, mostDepartures));
  const shown = [named(runs[0], "this run"), named(runs[1], "the other run")] as const;
  return { runs: shown, scenarios, alike, identical, onlyHere, onlyThere, notices };
}

/** Without a name of its own, a run is told by its part: an id says nothing in a sentence. */
function named({ id, name }: RunSide, part: string): RunSide {
  return { id, name: name === id ? part : name };
}

export function diffSummary({ runs, scenarios, alike }: DiffModel): DiffSummary {
  return { runs, different: scenarios.map(({ key }) => key), alike: alike.length };
}

function shownScenario({ key, title, verdicts, first, others }: ScenarioDiff, most: number): DiffScenario {
  const [following, later] = [others.filter(({ follows }) => follows), others.filter(({ follows }) => !follows)];
  const departures = [...(first ? [first] : []), ...following, ...later];
  const more = departures.length - most;
  return {
    key,
    title,
    verdicts,
    departures: departures.slice(0, most).map(shownDeparture),
    ...(more > 0 && { more }),
  };
}

function shownDeparture({ here, there, values, ...departure }: Departure): ShownDeparture {
  return {
    ...departure,
    ...(here && { here: shownEvent(here) }),
    ...(there && { there: shownEvent(there) }),
    ...(values && { values: [shownValue(values[0]), shownValue(values[1])] as const }),
  };
}

function shownEvent(event: ToldEvent): ToldEvent {
  return { ...event, text: cut(event.text, LONGEST_TEXT) };
}

function shownValue(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return cut(typeof value === "string" ? value : JSON.stringify(value), LONGEST_VALUE);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)} … (${text.length - most} more characters)`;
}
