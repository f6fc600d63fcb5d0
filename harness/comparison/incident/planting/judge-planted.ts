import type { Plan } from "../inference/plan.ts";
import type { Investigation } from "../investigate.ts";
import { nameOf, type WorldResult } from "../search/world-result.ts";
import type { PlantedIncident } from "./plant-incident.ts";
import { signatureOf } from "./signature.ts";

export interface PlantedVerdict {
  readonly cause: string;
  /** What was left in contradicts the revision as it is, so that there is something to find. */
  readonly identifiable: boolean;
  /** The planted departure, or a world of which nobody can see a difference, is among the first two causes and ends alike. */
  readonly found: boolean;
  /** How the world of the planted departure ends otherwise than the incident did, where it is among the causes. */
  readonly unlike: readonly string[];
  /** Causes are claimed, and the planted one is not among them. */
  readonly wrong: boolean;
  /** Of all causes but the first the page says what has to be looked up to tell. */
  readonly isEvidenceNamed: boolean;
  /** What was claimed first. */
  readonly claimed: string;
}

/** Whether an investigation of a planted incident came to its cause. */
export function judgePlanted(
  { cause: drawn, signature, report, strange }: PlantedIncident,
  { plan, search, judgement }: Investigation,
): PlantedVerdict {
  const cause = asInferred(drawn, plan);
  const name = nameOf(cause);
  const planted = search.results.find((one) => nameOf(one) === name);
  const base = search.results.find(
    ({ revision, departures }) => revision === cause.revision && departures.length === 0,
  );
  const causes = judgement.explainedBy ? [judgement.explainedBy, ...judgement.alsoPossible] : [];
  const isPlanted = (one: WorldResult): boolean => one.fingerprint === planted?.fingerprint || nameOf(one) === name;
  const claimed = causes[0] ? nameOf(causes[0].first) : "not explained";
  const isEvidenceNamed = judgement.alsoPossible.every(({ apart }) => apart.length > 0);
  // Of a cause that the search does not know, it must say that it knows none, as long as a trace of it was left in.
  if (strange) {
    const identifiable = report.includes(strange.mark);
    const explained = causes.length > 0;
    const wrong = identifiable && explained;
    return { cause: name, identifiable, found: !explained, unlike: [], wrong, isEvidenceNamed, claimed };
  }
  const place = causes.findIndex(({ first, alike }) => [first, ...alike].some(isPlanted));
  const reproduced = causes[place]?.first.seen;
  const unlike = reproduced ? differenceOf(signature, signatureOf(reproduced)) : [];
  return {
    cause: name,
    identifiable: (base?.comparison.different.length ?? 0) > 0,
    found: place >= 0 && place < 2 && unlike.length === 0,
    unlike,
    wrong: causes.length > 0 && place < 0,
    isEvidenceNamed,
    claimed,
  };
}

/** Lines of the one that the other has not, each marked with its side. */
function differenceOf(incident: readonly string[], world: readonly string[]): readonly string[] {
  return [
    ...incident.filter((line) => !world.includes(line)).map((line) => `was: ${line}`),
    ...world.filter((line) => !incident.includes(line)).map((line) => `is: ${line}`),
  ];
}

/** Of several files that are all alike the report may name but one: then all of them are that one. */
function asInferred(cause: PlantedIncident["cause"], { files: [only, ...more] }: Plan): PlantedIncident["cause"] {
  if (!only || more.length > 0) return cause;
  const departures = cause.departures.map((departure) => ({
    ...departure,
    id: departure.id.replace(/ all$/, ` ${only.assetType} ${only.sequence}`),
  }));
  return { ...cause, departures };
}
