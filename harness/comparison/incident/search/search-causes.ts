import type { DefectId } from "../../../../system/defects.ts";
import { REVISIONS, type RevisionName } from "../../../../system/revisions.ts";
import type { Plan } from "../inference/plan.ts";
import type { Departure } from "./departure.ts";
import { departuresOf } from "./departures.ts";
import { KnownRuns } from "./known-runs.ts";
import { type Candidate, fits, nameOf, type WorldResult } from "./world-result.ts";

/** Worlds of two departures are tried of so many that came nearer, in the order of their nearness. */
const DEEPER_FROM = 6;

export interface SearchLimits {
  /** So many worlds at most; the same on every machine. */
  readonly worlds?: number;
  /** Ends the search at once: worlds that are being tried then count as not tried. */
  readonly until?: AbortSignal;
  /** So many worlds at a time; default 1. What is tried, and its order, are the same. */
  readonly parallel?: number;
  readonly onWorld?: (result: WorldResult, tried: number) => void;
}

export interface Search {
  /** Every world that was tried, in order. */
  readonly results: readonly WorldResult[];
  /** The first of the order that was not tried, where the search was cut. */
  readonly cutAt?: string;
  /** Departures that were left out because the system never asks about them. */
  readonly neverAsked: readonly string[];
  /** How many of the worlds were played; of the others it was known what becomes of them. */
  readonly played: number;
  /** How many departures the deepest worlds have. */
  readonly depth: number;
}

/**
 * Tries worlds in a fixed order: each revision as it is, each with one departure, and, where none of these is the incident's,
 * two departures where one alone came nearer. The revision that is nearest as it is comes first.
 */
export async function searchCauses(
  plan: Plan,
  tryOne: (candidate: Candidate & { readonly number: number }) => Promise<WorldResult>,
  limits: SearchLimits = {},
): Promise<Search> {
  const queue = new OrderedTrials(tryOne, limits);
  const neverAsked: string[] = [];
  const revisions = Object.keys(REVISIONS) as RevisionName[];
  const bases = await queue.tryAll(revisions.map((revision) => ({ revision, departures: [] })));
  const single: Candidate[] = [];
  for (const { revision, asked } of bases.toSorted(nearer)) {
    for (const departure of departuresOf(plan, revision)) {
      if (departure.defect && !asked.has(departure.defect)) neverAsked.push(`${revision} + ${departure.id}`);
      else single.push({ revision, departures: [departure] });
    }
  }
  await queue.tryAll(single);
  if (queue.cutAt !== undefined || queue.results.some(fits))
    return { results: queue.results, played: queue.played, neverAsked, depth: 1, ...queue.cut };
  await queue.tryAll(deeper(queue.results, bases));
  return { results: queue.results, played: queue.played, neverAsked, depth: 2, ...queue.cut };
}

/** Tries candidates in their order until a limit is reached; what was tried is always a prefix of the order. */
class OrderedTrials {
  readonly results: WorldResult[] = [];
  cutAt: string | undefined;
  played = 0;
  readonly #known = new KnownRuns();
  readonly #tryOne: Parameters<typeof searchCauses>[1];
  readonly #limits: SearchLimits;
  #begun = 0;

  constructor(tryOne: Parameters<typeof searchCauses>[1], limits: SearchLimits) {
    this.#tryOne = tryOne;
    this.#limits = limits;
  }

  get cut(): Pick<Search, "cutAt"> {
    return this.cutAt === undefined ? {} : { cutAt: this.cutAt };
  }

  async tryAll(candidates: readonly Candidate[]): Promise<readonly WorldResult[]> {
    if (this.cutAt !== undefined) return [];
    const { parallel = 1, worlds = Number.POSITIVE_INFINITY, until, onWorld } = this.#limits;
    const first = this.#begun;
    const found = new Map<number, WorldResult>();
    const isCut = (): boolean => this.#begun >= worlds || until?.aborted === true;
    const work = async (): Promise<void> => {
      for (;;) {
        const number = this.#begun;
        const next = candidates[number - first];
        if (next === undefined || isCut()) return;
        this.#begun++;
        const result = await this.#resultOf({ ...next, number });
        if (until?.aborted) return;
        found.set(number, result);
        onWorld?.(result, this.results.length + found.size);
      }
    };
    await unlessAborted(Promise.all(Array.from({ length: parallel }, work)), until);
    // Of worlds at the same time a later one may have ended before an earlier one that was left.
    const prefix: WorldResult[] = [];
    for (let one = found.get(first); one !== undefined; one = found.get(first + prefix.length)) prefix.push(one);
    this.results.push(...prefix);
    const next = candidates[prefix.length];
    if (next !== undefined) this.cutAt = nameOf(next);
    return prefix;
  }

  async #resultOf(candidate: Candidate & { readonly number: number }): Promise<WorldResult> {
    const known = this.#known.resultOf(candidate);
    if (known) return known;
    const result = await this.#tryOne(candidate);
    this.played++;
    this.#known.add(result);
    return result;
  }
}

/** Waits for the work, or leaves it where it is; what it still rejects with is then that its thread was ended. */
function unlessAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => resolve();
    if (signal?.aborted) leave();
    signal?.addEventListener("abort", leave, { once: true });
    work.then(leave, reject).finally(() => signal?.removeEventListener("abort", leave));
  });
}

/** Fewer differences; of as many, more that is the same; then the order of the search. */
export function nearer(a: WorldResult, b: WorldResult): number {
  return (
    a.comparison.different.length - b.comparison.different.length ||
    b.comparison.same - a.comparison.same ||
    a.comparison.surprises.length - b.comparison.surprises.length ||
    a.number - b.number
  );
}

/** Pairs of departures of one revision: one that came nearer than none, one that makes a difference that can be seen. */
function deeper(results: readonly WorldResult[], bases: readonly WorldResult[]): readonly Candidate[] {
  const ofRevision = new Map(bases.map((base) => [base.revision, base]));
  const single = results.filter(({ departures }) => departures.length === 1);
  const visible = single.filter(({ revision, fingerprint }) => ofRevision.get(revision)?.fingerprint !== fingerprint);
  const nearest = visible
    .filter((one) => (ofRevision.get(one.revision)?.comparison.different.length ?? 0) > one.comparison.different.length)
    .toSorted(nearer);
  // Of worlds of which nobody sees a difference the first stands for all, else they would take the places of others.
  const promising = [...Map.groupBy(nearest, ({ fingerprint }) => fingerprint).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, DEEPER_FROM);
  const seen = new Set<string>();
  return promising.flatMap(({ revision, departures: [first] }) =>
    visible
      .filter((other) => other.revision === revision)
      .toSorted(nearer)
      .flatMap(({ departures: [second] }): Candidate[] => {
        if (!first || !second || contradict(first, second)) return [];
        const pair = `${revision} ${[first.id, second.id].sort().join()}`;
        if (seen.has(pair)) return [];
        seen.add(pair);
        return [{ revision, departures: [first, second] }];
      }),
  );
}

/** Two ways to set one thing. */
function contradict(one: Departure, other: Departure): boolean {
  const defectOf = ({ defect }: Departure): DefectId | undefined => defect;
  return one.id === other.id || (defectOf(one) !== undefined && defectOf(one) === defectOf(other));
}
