import { type Mutant, nameOf } from "./mutant.ts";
import type { FileOutcome } from "./session/messages.ts";

/** Test files that may notice a mutant, the likeliest first. */
export interface Candidates {
  readonly files: readonly string[];
  /** How long they take without any mutant. */
  readonly durationMs: number;
  /** The longest of them. */
  readonly longestMs: number;
  /** How often they pass the mutant's place. */
  readonly passes: number;
}

const NOBODY: Candidates = { files: [], durationMs: 0, longestMs: 0, passes: 0 };
/**
 * A place that every request passes is passed by all stories; when none of the first forty notices, one of the others
 * rarely does, and each mutant that survives would take half a minute.
 */
const MOST_FILES = 40;

interface Passer {
  readonly outcome: FileOutcome;
  readonly passes: number;
}

/** Which test files reach which mutants: of stories, or of unit tests. */
export class Reach {
  readonly #passers = new Map<string, Passer[]>();
  /** How many places of a source file a test file passes; by both. */
  readonly #thoroughness = new Map<string, number>();

  /**
   * `outcomes` of runs without any mutant, each file in a thread of its own: what is loaded counts as passed, too.
   * `mutants`: those of the code that was run; the same mutant has another id in other code.
   */
  constructor(outcomes: readonly FileOutcome[], mutants: readonly Mutant[]) {
    const byId = new Map(mutants.map((mutant) => [mutant.id, mutant]));
    for (const outcome of outcomes) {
      for (const [id, passes] of Object.entries(outcome.reached ?? {})) {
        const mutant = byId.get(id);
        if (mutant === undefined) continue;
        const name = nameOf(mutant);
        this.#passers.set(name, [...(this.#passers.get(name) ?? []), { outcome, passes }]);
        const pair = pairOf(outcome, mutant);
        this.#thoroughness.set(pair, (this.#thoroughness.get(pair) ?? 0) + 1);
      }
    }
  }

  /** At most forty: those that pass most places of the mutant's file, of equals the quickest. */
  candidates(mutant: Mutant): Candidates {
    const passers = this.#passers.get(nameOf(mutant)) ?? [];
    const thoroughness = ({ outcome }: Passer) => this.#thoroughness.get(pairOf(outcome, mutant)) ?? 0;
    const likeliest = passers
      .toSorted((a, b) => thoroughness(b) - thoroughness(a) || a.outcome.durationMs - b.outcome.durationMs)
      .slice(0, MOST_FILES);
    return likeliest.reduce<Candidates>(
      ({ files, durationMs, longestMs, passes }, passer) => ({
        files: [...files, passer.outcome.file],
        durationMs: durationMs + passer.outcome.durationMs,
        longestMs: Math.max(longestMs, passer.outcome.durationMs),
        passes: passes + passer.passes,
      }),
      NOBODY,
    );
  }
}

function pairOf(outcome: FileOutcome, { file }: Mutant): string {
  return `${outcome.file} ${file}`;
}
