import type { Investigation } from "../investigate.ts";
import { nameOf, type WorldResult } from "../search/world-result.ts";
import type { PlantedIncident } from "./plant-incident.ts";

export interface PlantedVerdict {
  readonly cause: string;
  /** What was left in contradicts the revision as it is, so that there is something to find. */
  readonly identifiable: boolean;
  /** The planted departure is among the first two causes, or a world of which nobody can see a difference. */
  readonly found: boolean;
  /** Causes are claimed, and the planted one is not among them. */
  readonly wrong: boolean;
  /** What was claimed first. */
  readonly claimed: string;
}

/** Whether an investigation of a planted incident came to its cause. */
export function judgePlanted(
  { cause, report, strange }: PlantedIncident,
  { search, judgement }: Investigation,
): PlantedVerdict {
  const name = nameOf(cause);
  const planted = search.results.find((one) => nameOf(one) === name);
  const base = search.results.find(
    ({ revision, departures }) => revision === cause.revision && departures.length === 0,
  );
  const causes = judgement.explainedBy ? [judgement.explainedBy, ...judgement.alsoPossible] : [];
  const isPlanted = (one: WorldResult): boolean => one.fingerprint === planted?.fingerprint || nameOf(one) === name;
  const claimed = causes[0] ? nameOf(causes[0].first) : "not explained";
  // Of a cause that the search does not know, it must say that it knows none, as long as a trace of it was left in.
  if (strange) {
    const identifiable = report.includes(strange.mark);
    const explained = causes.length > 0;
    return { cause: name, identifiable, found: !explained, wrong: identifiable && explained, claimed };
  }
  const place = causes.findIndex(({ first, alike }) => [first, ...alike].some(isPlanted));
  return {
    cause: name,
    identifiable: (base?.comparison.different.length ?? 0) > 0,
    found: place >= 0 && place < 2,
    wrong: causes.length > 0 && place < 0,
    claimed,
  };
}
