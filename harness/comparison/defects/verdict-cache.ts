import type { DefectId } from "../../../system/defects.ts";
import { type RevisionName, System } from "../../../system/revisions.ts";

/**
 * Verdicts of runs with sets of defects. A run depends only on the answers to what it asked: until the first question
 * that is answered otherwise two runs go the same way. So a run is needed only where no known one was given the same
 * answers.
 */
export class VerdictCache<Verdict> {
  readonly #revision: RevisionName;
  readonly #perform: (system: System) => Promise<Verdict>;
  readonly #known: { readonly answers: ReadonlyMap<DefectId, boolean>; readonly verdict: Verdict }[] = [];

  constructor(revision: RevisionName, perform: (system: System) => Promise<Verdict>) {
    this.#revision = revision;
    this.#perform = perform;
  }

  /** How many runs were needed so far. */
  get count(): number {
    return this.#known.length;
  }

  async verdict(defects: readonly DefectId[]): Promise<Verdict> {
    const present = new Set(defects);
    const same = this.#known.find(({ answers }) => [...answers].every(([id, had]) => present.has(id) === had));
    if (same) return same.verdict;
    const answers = new Map<DefectId, boolean>();
    const system = new System(this.#revision, defects, (id) => answers.set(id, present.has(id)));
    const verdict = await this.#perform(system);
    this.#known.push({ answers, verdict });
    return verdict;
  }
}
