import type { Fact } from "../../../scenario/facts/fact.ts";
import { apart } from "./apart.ts";
import { nearer, type Search } from "./search-causes.ts";
import { type Candidate, fits, type WorldResult } from "./world-result.ts";

/** Worlds of which nobody can see a difference. */
export interface Cause {
  /** The simplest of them. */
  readonly first: WorldResult;
  /** The others that are no more complicated. */
  readonly alike: readonly WorldResult[];
}

/** Another cause that fits, and what would have to be looked up to tell. */
export interface OtherCause extends Cause {
  readonly apart: readonly string[];
}

export interface Judgement {
  readonly explainedBy?: Cause;
  readonly alsoPossible: readonly OtherCause[];
  /** The near ones that do not fit, nearest first. */
  readonly refuted: readonly WorldResult[];
  /** Facts that the cause, or the nearest world where there is none, does not show. */
  readonly unexplained: readonly { readonly fact: Fact; readonly field: string; readonly found: string }[];
}

const MOST_REFUTED = 6;

/** What the search says of the causes. Of causes that fit the one with the fewest departures and surprises comes first. */
export function judgeSearch({ results }: Search): Judgement {
  const fitting = results.filter(fits).toSorted(simpler);
  const needed = fitting.filter((one) => !fitting.some((other) => isWithin(other, one)));
  const causes = [...Map.groupBy(needed, ({ fingerprint }) => fingerprint).values()].flatMap(([first, ...alike]) =>
    first ? [{ first, alike }] : [],
  );
  const [explainedBy, ...others] = causes;
  const refuted = results.filter((one) => !fits(one)).toSorted(nearer);
  const nearest = explainedBy?.first ?? refuted[0];
  return {
    ...(explainedBy && { explainedBy }),
    alsoPossible: others.map((cause) => ({ ...cause, apart: apart(explainedBy?.first, cause.first) })),
    refuted: distinct(refuted).slice(0, MOST_REFUTED),
    unexplained: (nearest?.comparison.different ?? []).map(({ fact, field, found }) => ({ fact, field, found })),
  };
}

function simpler(a: WorldResult, b: WorldResult): number {
  return (
    a.departures.length - b.departures.length ||
    a.comparison.surprises.length - b.comparison.surprises.length ||
    // People leave lines out, but of two worlds the one with less that nobody reported is likelier.
    a.comparison.beyond - b.comparison.beyond ||
    a.number - b.number
  );
}

/** Whether `other` is `one` with fewer departures, and nobody sees what the further ones do. */
function isWithin(other: WorldResult, one: WorldResult): boolean {
  const ids = new Set(one.departures.map(({ id }) => id));
  return (
    other.revision === one.revision &&
    other.departures.length < one.departures.length &&
    other.fingerprint === one.fingerprint &&
    other.departures.every(({ id }) => ids.has(id))
  );
}

/** One for each way in which worlds are refuted. */
function distinct(results: readonly WorldResult[]): readonly WorldResult[] {
  const seen = new Set<string>();
  return results.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
}

/** What a candidate is, in words. */
export function wordsOf({ revision, departures }: Candidate): string {
  if (departures.length === 0) return `the revision “${revision}” as it is`;
  return `the revision “${revision}”, where ${departures.map(({ words }) => words).join(", and ")}`;
}
