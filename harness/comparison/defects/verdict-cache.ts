import type { DefectId } from "../../../system/defects.ts";
import { type RevisionName, System } from "../../../system/revisions.ts";

/**
 * Verdicts by set of defects. A run depends only on the answers about the defects that it asks for: two runs are the
 * same until the first different answer. So a new run is needed only when no earlier run got the same answers.
 */
export class VerdictCache<Verdict> {
  readonly #revision: RevisionName;
  readonly #perform: (system: System) => Promise<Verdict>;
  readonly #known: { readonly answers: ReadonlyMap<DefectId, boolean>; readonly verdict: Verdict }[] = [];

  constructor(revision: RevisionName, perform: (system: System) => Promise<Verdict>) {
    this.#revision = revision;
    this.#perform = perform;
  }

  /** Number of runs so far. */
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
