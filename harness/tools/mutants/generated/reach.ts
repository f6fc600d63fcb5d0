import { type Mutant, nameOf } from "./mutant.ts";
import type { FileOutcome } from "./session/messages.ts";

/** Test files that may notice a mutant, the quickest first. */
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

/** Which test files reach which mutants: of stories, or of unit tests. */
export class Reach {
  readonly #byMutant = new Map<string, Candidates>();

  /**
   * `outcomes` of runs without any mutant, each file in a thread of its own: what is loaded counts as passed, too.
   * `nameOfId`: the mutants of the code that was run; the same mutant has another id in other code.
   */
  constructor(outcomes: readonly FileOutcome[], nameOfId: ReadonlyMap<string, string>) {
    for (const { file, durationMs, reached } of [...outcomes].sort((a, b) => a.durationMs - b.durationMs)) {
      for (const [id, passes] of Object.entries(reached ?? {})) {
        const name = nameOfId.get(id) ?? id;
        const before = this.#byMutant.get(name) ?? NOBODY;
        this.#byMutant.set(name, {
          files: [...before.files, file],
          durationMs: before.durationMs + durationMs,
          longestMs: Math.max(before.longestMs, durationMs),
          passes: before.passes + passes,
        });
      }
    }
  }

  candidates(mutant: Mutant): Candidates {
    return this.#byMutant.get(nameOf(mutant)) ?? NOBODY;
  }
}
