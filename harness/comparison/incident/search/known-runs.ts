import type { DefectId } from "../../../../system/defects.ts";
import { REVISIONS, type RevisionName } from "../../../../system/revisions.ts";
import { asDelivered } from "../playing/circumstances.ts";
import { type Departure, depart } from "./departure.ts";
import type { Candidate, WorldResult } from "./world-result.ts";

interface KnownRun {
  readonly result: WorldResult;
  /** What the world was told of each defect that it asked about. */
  readonly answers: ReadonlyMap<DefectId, boolean>;
  /** Its departures that may have made a difference, beside defects. */
  readonly effective: string;
}

/**
 * Worlds that need not be played, because one that was played cannot differ from them. A world depends on its revision,
 * on what it is told of the defects that it asks about, and on the departures that come to act in it: two worlds are the
 * same until the first different answer, the first request that a fault strikes, or the first step at which something
 * happens.
 */
export class KnownRuns {
  readonly #runs = new Map<RevisionName, KnownRun[]>();

  add(result: WorldResult): void {
    const { revision, asked } = result;
    const defects = defectsOf(result);
    const answers = new Map([...asked].map((defect) => [defect, defects.has(defect)]));
    const run = { result, answers, effective: effectiveIn(result, result) };
    const others = this.#runs.get(revision);
    if (others) others.push(run);
    else this.#runs.set(revision, [run]);
  }

  /** What would become of the candidate; undefined where it has to be played. */
  resultOf(candidate: Candidate & { readonly number: number }): WorldResult | undefined {
    const defects = defectsOf(candidate);
    const known = this.#runs
      .get(candidate.revision)
      ?.find(
        ({ result, answers, effective }) =>
          effectiveIn(result, candidate) === effective &&
          [...answers].every(([defect, had]) => defects.has(defect) === had),
      );
    return known && { ...known.result, ...candidate };
  }
}

function defectsOf({ revision, departures }: Candidate): ReadonlySet<DefectId> {
  const { added, removed } = depart(asDelivered(revision), departures);
  const defects = new Set<DefectId>(REVISIONS[revision].defects);
  for (const defect of removed) defects.delete(defect);
  for (const defect of added) defects.add(defect);
  return defects;
}

/** The candidate's departures that would act in a world that goes as this one did, by their names in order. */
function effectiveIn(played: WorldResult, { departures }: Candidate): string {
  return departures
    .filter((departure) => departure.defect === undefined && mayAct(departure, played))
    .map(({ id }) => id)
    .join(", ");
}

function mayAct({ acts }: Departure, { reached, hops }: WorldResult): boolean {
  if (!acts) return true;
  if (!reached.has(acts.step)) return false;
  const { on } = acts;
  return on === undefined || [...hops].some((hop) => isOn(hop, on));
}

function isOn(hop: string, { source, target, operation }: NonNullable<NonNullable<Departure["acts"]>["on"]>): boolean {
  return source === undefined ? hop.endsWith(` ${target} ${operation}`) : hop === `${source} ${target} ${operation}`;
}
